using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Scoring;

namespace Intake.Handoffs;

/// <summary>What routing looks at.</summary>
public sealed record RoutingInput
{
    /// <summary>Id of the handoff, with how often it changed hands once it did: the same one gets the same account manager.</summary>
    public required string Handoff { get; init; }

    /// <summary>Whether it came by the fast lane, which ignores capacity.</summary>
    public required bool Asked { get; init; }

    /// <summary>Proposition of the lead.</summary>
    public required string Proposition { get; init; }

    /// <summary>Who holds another open handoff of the account.</summary>
    public string? OpenHolder { get; init; }

    /// <summary>Who had this very handoff before: none of them gets it again, unless nobody is left.</summary>
    public ImmutableHashSet<string> Former { get; init; } = [];

    /// <summary>Who had the lead before it rested.</summary>
    public string? LastAccountManager { get; init; }

    /// <summary>Owner of the account.</summary>
    public string? Owner { get; init; }

    /// <summary>Owner of the company that it belongs to.</summary>
    public string? ParentOwner { get; init; }

    /// <summary>Who spoke to the person.</summary>
    public string? SpokeWith { get; init; }

    /// <summary>Owner of the account that the person says to belong to, without proof.</summary>
    public string? ClaimedOwner { get; init; }

    /// <summary>Kind of account.</summary>
    public string? Kind { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Postal code.</summary>
    public string? Postcode { get; init; }

    /// <summary>Industry in the playbook's words.</summary>
    public string? Industry { get; init; }

    /// <summary>People who work there.</summary>
    public int? Staff { get; init; }

    /// <summary>Language of the person.</summary>
    public string? Language { get; init; }

    /// <summary>Reads it from an account; what the account book says of its company, or of the claimed one, beats what was stated.</summary>
    /// <param name="account">The account.</param>
    /// <param name="lead">The lead, with its history.</param>
    /// <param name="handoff">The handoff to route.</param>
    /// <param name="openHolder">Account manager of another open handoff of the account, mailed already.</param>
    /// <param name="claimed">The company that an individual says to work for, where the account book has it.</param>
    public static RoutingInput From(Account account, Lead lead, Handoff handoff, string? openHolder, Company? claimed)
    {
        var person = Aliases.MemberOf(account, handoff.Trigger.Person);
        return new RoutingInput
        {
            Handoff = handoff.Assignment == 1 ? handoff.Id : Notices.Reference(handoff.Id, handoff.Assignment),
            Asked = handoff.Asked,
            Proposition = handoff.Proposition,
            OpenHolder = openHolder,
            Former = [.. handoff.Former?.Select(former => former.AccountManager) ?? []],
            LastAccountManager = lead.LastAccountManager,
            Owner = account.Book?.Owner,
            ParentOwner = account.Book?.ParentOwner ?? claimed?.ParentOwner,
            SpokeWith = person?.SpokeWith,
            ClaimedOwner = claimed?.Owner,
            Kind = account.Book?.Kind,
            Country = account.OfCompany(FactNames.Country),
            Postcode = account.OfCompany(FactNames.Postcode),
            Industry = account.OfCompany(FactNames.Industry),
            Staff = account.OfCompany(FactNames.Staff) is { } staff ? CompanyFacts.Number(staff) : null,
            Language = person?.Language,
        };
    }
}

/// <summary>Who gets it and why.</summary>
/// <param name="AccountManager">Id; null only while <paramref name="NeedsRoundRobin"/>.</param>
/// <param name="Reason">A word of <see cref="RoutingReasons"/>.</param>
/// <param name="Territory">The territory, where that decided.</param>
/// <param name="NeedsRoundRobin">Several serve the territory: pick again with the state of <see cref="Territory"/> and the day,
/// and store <paramref name="State"/> first.</param>
/// <param name="State">The round robin after this pick, where it decided.</param>
public sealed record RoutingPick(
    string? AccountManager, string Reason, string? Territory = null, bool NeedsRoundRobin = false, RoundRobinState? State = null)
{
    /// <summary>The steps before it that did not decide, each as <see cref="Handoffs.Considered"/> writes it.</summary>
    public ImmutableArray<string> Considered { get; init; } = [];
}

/// <summary>Why somebody got a lead.</summary>
public static class RoutingReasons
{
    /// <summary>They hold another open handoff of the account.</summary>
    public const string OpenHandoff = "open-handoff";

    /// <summary>They had the lead before it rested.</summary>
    public const string Returned = "returned";

    /// <summary>They own the account.</summary>
    public const string Owner = "owner";

    /// <summary>They stand in for the owner, who left or is away.</summary>
    public const string OwnerStandIn = "owner-stand-in";

    /// <summary>They spoke to the person.</summary>
    public const string SpokeWith = "spoke-with";

    /// <summary>They own the account that the person claims to belong to.</summary>
    public const string Claimed = "claimed";

    /// <summary>They own the company that the account, or the claimed one, belongs to.</summary>
    public const string Parent = "parent";

    /// <summary>The account is a partner or agency.</summary>
    public const string PartnerDesk = "partner-desk";

    /// <summary>They alone serve the territory.</summary>
    public const string Territory = "territory";

    /// <summary>Their turn among those who serve the territory.</summary>
    public const string RoundRobin = "round-robin";

    /// <summary>Nobody else could take it.</summary>
    public const string Fallback = "fallback";
}
