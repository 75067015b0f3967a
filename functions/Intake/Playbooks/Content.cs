using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>A piece of content: whitepaper, webinar, price list, calculator, pages.</summary>
public sealed record ContentItem
{
    /// <summary>Playbook id.</summary>
    public required string Id { get; init; }

    /// <summary><c>whitepaper</c>, <c>webinar</c>, <c>product-webinar</c>, <c>price-list</c>, <c>calculator</c> or <c>pages</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its title.</summary>
    public required Localized Title { get; init; }

    /// <summary>Phase of a buyer who consumes it: <c>awareness</c>, <c>consideration</c>, <c>decision</c>; null for none.</summary>
    public string? Phase { get; init; }

    /// <summary>Shares of one activity by proposition, in hundredths; they add up to 100.</summary>
    public required ImmutableSortedDictionary<string, int> Shares { get; init; }

    /// <summary>Topic path such as <c>charging/fleet/vans</c>.</summary>
    public string? Topic { get; init; }

    /// <summary>An opening question for the account manager, from the topic.</summary>
    public Localized? OpeningQuestion { get; init; }

    /// <summary>Id of the form whose fields, origins and thank-you page a request of it uses.</summary>
    public string? Form { get; init; }

    /// <summary>Length of a webinar in minutes, where the provider does not tell.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>Its file, for a whitepaper or a price list that we deliver; null where we do not.</summary>
    public Asset? Asset { get; init; }

    /// <summary>Ids by which providers call it, such as <c>zoom:93201836192</c>.</summary>
    public ImmutableArray<string> ProviderIds { get; init; } = [];
}
