using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Handoffs;
using Intake.Mail;

namespace Intake.Playbooks;

/// <summary>The agreement of marketing and sales, read once and never changed.</summary>
public sealed record Playbook
{
    /// <summary>Hash of its content, 12 hex digits; written on every score.</summary>
    public required string Version { get; init; }

    /// <summary>By id, without <c>-</c>.</summary>
    public required FrozenDictionary<string, Proposition> Propositions { get; init; }

    /// <summary>By id.</summary>
    public required FrozenDictionary<string, ContentItem> Content { get; init; }

    /// <summary>By id.</summary>
    public required FrozenDictionary<string, Form> Forms { get; init; }

    /// <summary>How interest, phase, fit and value are counted.</summary>
    public required ScoringRules Scoring { get; init; }

    /// <summary>Stages, gates and reasons to refuse.</summary>
    public required StageBook Stages { get; init; }

    /// <summary>Who gets which lead, and how soon what must happen.</summary>
    public required RoutingRules Routing { get; init; }

    /// <summary>Who may be contacted how.</summary>
    public required ContactRules Contacts { get; init; }

    /// <summary>How mails call what people did.</summary>
    public required Wording Wording { get; init; }

    /// <summary>How providers' forms map to ours, and the providers that need no code.</summary>
    public Sources Sources { get; init; } = Sources.None;

    /// <summary>Campaigns by their names.</summary>
    public CampaignBook Campaigns { get; init; } = CampaignBook.None;

    /// <summary>The other systems that are told what happens.</summary>
    public EndpointBook Endpoints { get; init; } = EndpointBook.None;

    /// <summary>Who agreed to all this.</summary>
    public required Agreement Agreement { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of where we are: how a phone number is read when nothing else tells.</summary>
    public string? HomeCountry { get; init; }

    /// <summary>Domains of our own staff: never a lead.</summary>
    public ImmutableArray<string> OwnDomains { get; init; } = [];
}
