using System.Collections.Immutable;
using Intake.Handoffs.Digests;

namespace Intake.Handoffs;

/// <summary>Who gets which lead, and how soon what must happen: <c>routing.json</c>.
/// It names territories, never people: those are data.</summary>
public sealed record RoutingRules
{
    /// <summary>Territories in order of precedence: the first that matches is taken.</summary>
    public required ImmutableArray<Territory> Territories { get; init; }

    /// <summary>What is asked before the partner desk and the territories, in this order: words of <see cref="RoutingReasons"/>.</summary>
    public ImmutableArray<string> Order { get; init; } = DefaultOrder;

    /// <summary>The order where the playbook states none.</summary>
    public static readonly ImmutableArray<string> DefaultOrder =
    [
        RoutingReasons.OpenHandoff, RoutingReasons.Returned, RoutingReasons.SpokeWith, RoutingReasons.Owner, RoutingReasons.Claimed, RoutingReasons.Parent,
    ];

    /// <summary>Kinds of account that go to the partner desk.</summary>
    public required ImmutableHashSet<string> PartnerKinds { get; init; }

    /// <summary>Territory of the partner desk.</summary>
    public required string PartnerDesk { get; init; }

    /// <summary>Territory of whoever gets what nobody else can take.</summary>
    public required string Fallback { get; init; }

    /// <summary>Addresses and domains of those who may refer people to us, besides account managers and partners of the account book.</summary>
    public ImmutableArray<string> Referrers { get; init; } = [];

    /// <summary>Clocks of who asked.</summary>
    public required LaneClocks Asked { get; init; }

    /// <summary>Clocks of who reached the threshold.</summary>
    public required LaneClocks Scored { get; init; }

    /// <summary>When the weekly digest of what is below the line leaves.</summary>
    public DigestTime Digest { get; init; } = DigestTime.Default;

    /// <summary>The company's working hours.</summary>
    public required WorkingHours Hours { get; init; }

    /// <summary>The clocks of a handoff.</summary>
    public LaneClocks Clocks(bool asked) => asked ? Asked : Scored;
}

/// <summary>Part of the market. An empty criterion does not matter; one that is given must be met,
/// and what is unknown meets none.</summary>
public sealed record Territory
{
    /// <summary>Its id, which account managers serve.</summary>
    public required string Id { get; init; }

    /// <summary>Playbook ids of propositions.</summary>
    public ImmutableHashSet<string> Propositions { get; init; } = [];

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public ImmutableHashSet<string> Countries { get; init; } = [];

    /// <summary>Ranges of the leading digits of the postal code.</summary>
    public ImmutableArray<PostcodeRange> Postcodes { get; init; } = [];

    /// <summary>Industries in the playbook's words.</summary>
    public ImmutableHashSet<string> Industries { get; init; } = [];

    /// <summary>How many work there, both ends included; null where that does not matter.</summary>
    public StaffRange? Staff { get; init; }

    /// <summary>ISO 639-1 codes of the lead's language.</summary>
    public ImmutableHashSet<string> Languages { get; init; } = [];

    /// <summary>Whether it is matched at all; the partner desk and the fallback are not.</summary>
    public bool HasCriteria => Propositions.Count + Countries.Count + Postcodes.Length + Industries.Count + Languages.Count > 0 || Staff is not null;

    /// <summary>Whether a lead belongs to it.</summary>
    public bool Matches(RoutingInput lead) =>
        HasCriteria
        && Meets(Propositions, lead.Proposition) && Meets(Countries, lead.Country)
        && Meets(Industries, lead.Industry) && Meets(Languages, lead.Language)
        && (Staff is null || Staff.Has(lead.Staff))
        && (Postcodes.IsEmpty || Postcodes.Any(range => range.Has(lead.Postcode)));

    private static bool Meets(ImmutableHashSet<string> criterion, string? value) =>
        criterion.IsEmpty || (value is not null && criterion.Contains(value));
}

/// <summary>Companies of a size. An end that is null is open.</summary>
public sealed record StaffRange(int? From, int? To)
{
    /// <summary>Whether a company of so many lies in it; one of unknown size does not.</summary>
    public bool Has(int? staff) => staff is { } number && !(number < From) && !(number > To);
}

/// <summary>Postal codes whose leading digits lie in a range, both ends included.</summary>
public sealed record PostcodeRange(int From, int To)
{
    /// <summary>Whether a postal code such as <c>8011 PK</c> lies in it.</summary>
    public bool Has(string? postcode)
    {
        var digits = postcode.AsSpan().Trim();
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return int.TryParse(length < 0 ? digits : digits[..length], out var number) && From <= number && number <= To;
    }
}
