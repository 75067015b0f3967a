using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Mail;

/// <summary>All that the mails about a handoff are made of.</summary>
public sealed record HandoffMailInput
{
    /// <summary>The account.</summary>
    public required Account Account { get; init; }

    /// <summary>The lead, scored.</summary>
    public required Lead Lead { get; init; }

    /// <summary>The handoff, routed.</summary>
    public required Handoff Handoff { get; init; }

    /// <summary>The persons of the lead, by id. One who was erased is simply not there.</summary>
    public required ImmutableDictionary<string, Person> Persons { get; init; }

    /// <summary>Every round of every lead of the account: what a person cares about is told by all they did.</summary>
    public required ImmutableArray<Lead> Rounds { get; init; }

    /// <summary>Other open leads of the account.</summary>
    public ImmutableArray<Lead> OtherLeads { get; init; } = [];

    /// <summary>Who gets the mail.</summary>
    public required AccountManager To { get; init; }

    /// <summary>Their colleagues.</summary>
    public required Team Team { get; init; }

    /// <summary>The agreement: names, hours, rules of contact.</summary>
    public required Playbook Playbook { get; init; }

    /// <summary>When the answer is due; for an update the deadline as it stands, or null once answered.</summary>
    public DateTimeOffset? AnswerBy { get; init; }

    /// <summary>Of an update: the day of the last mail to them about the account. What was done since is new, that day included; null where none is known.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Of an update: that it is about what the CRM has an open opportunity for.</summary>
    public bool OfOpportunity { get; init; }

    /// <summary>Links of the mail.</summary>
    public required AnswerLinks Links { get; init; }
}
