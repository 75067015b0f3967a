using System.Collections.Immutable;
using Intake.Agenda;
using Intake.Rescoring;
using Intake.History;

namespace Intake.Accounts;

/// <summary>Everything that one decision changes in one account, committed in one transaction or not at all.</summary>
public sealed record AccountCommit
{
    /// <summary>The account as it will be.</summary>
    public required AccountState State { get; init; }

    /// <summary>Keys of the leads that changed.</summary>
    public ImmutableArray<string> ChangedLeads { get; init; } = [];

    /// <summary>Keys of leads that went to another account.</summary>
    public ImmutableArray<string> RemovedLeads { get; init; } = [];

    /// <summary>Open handoffs that changed or are new.</summary>
    public ImmutableArray<string> ChangedHandoffs { get; init; } = [];

    /// <summary>Handoffs that end now: out of the open ones, into history.</summary>
    public ImmutableArray<Handoff> ClosedHandoffs { get; init; } = [];

    /// <summary>The person concerned, in every transaction that concerns one.</summary>
    public Person? Person { get; init; }

    /// <summary>Other persons whose rows change with it.</summary>
    public ImmutableArray<Person> OtherPersons { get; init; } = [];

    /// <summary>Leads that are held, each to be listed under the version of the playbook that would hand it off.</summary>
    public ImmutableArray<string> Held { get; init; } = [];

    /// <summary>Leads of which it was decided: off that list, by version and lead.</summary>
    public ImmutableArray<HeldLead> Decided { get; init; } = [];

    /// <summary>A merge that begins here; inserted, so that it begins once.</summary>
    public Merging.Merge? Merge { get; init; }

    /// <summary>How far a merge from here is now.</summary>
    public Merging.MergeProgress? Progress { get; init; }

    /// <summary>A merge that arrives here; inserted, so that it arrives once.</summary>
    public Merging.Arrival? Arrival { get; init; }

    /// <summary>Submissions to insert, by id; the conflict on one of them tells a duplicate.</summary>
    public ImmutableArray<KeyValuePair<string, SubmissionRecord>> Submissions { get; init; } = [];

    /// <summary>Moves of stages, for the history.</summary>
    public ImmutableArray<StageMove> Moves { get; init; } = [];

    /// <summary>Facts that got another value, for the history.</summary>
    public ImmutableArray<FactChange> Facts { get; init; } = [];

    /// <summary>What it changes of all that scoring reads, where it is no submission that does; null for nothing.</summary>
    public HistoryEvent? Event { get; init; }

    /// <summary>What must happen at a time, in or after this commit.</summary>
    public ImmutableArray<AgendaEntry> Schedule { get; init; } = [];
}

/// <summary>A move of a lead from one stage to another. The row <c>z:stage:{time}:{lead}</c>.</summary>
/// <param name="LeadKey">Key of the lead.</param>
/// <param name="From">Stage left; null for a new lead.</param>
/// <param name="To">Stage entered.</param>
/// <param name="At">When.</param>
/// <param name="Cause">Why, in the playbook's words.</param>
/// <param name="By">Id of the submission, command or person that caused it.</param>
/// <param name="Score">Score in hundredths at that moment.</param>
/// <param name="Playbook">Version of the playbook.</param>
public sealed record StageMove(string LeadKey, string? From, string To, DateTimeOffset At, string Cause, string By, int Score, string Playbook);
