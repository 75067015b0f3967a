using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A company as the account book has it: a row of the CRM's export.</summary>
public sealed record Company
{
    /// <summary>Id in the account book.</summary>
    public required string Id { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its registrable domains, in punycode; the first one names the account.</summary>
    public required ImmutableArray<string> Domains { get; init; }

    /// <summary><c>customer</c>, <c>prospect</c>, <c>partner</c>, <c>agency</c>, <c>competitor</c>, <c>supplier</c> or <c>own</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Id of the account manager who owns it.</summary>
    public string? Owner { get; init; }

    /// <summary>Industry, in the playbook's words.</summary>
    public string? Industry { get; init; }

    /// <summary>Number of staff.</summary>
    public int? Staff { get; init; }

    /// <summary>ISO 3166-1 alpha-2.</summary>
    public string? Country { get; init; }

    /// <summary>Postal code of the main site.</summary>
    public string? Postcode { get; init; }

    /// <summary>Legal form such as <c>B.V.</c> or <c>sole trader</c>; unknown is treated as a natural person.</summary>
    public string? LegalForm { get; init; }

    /// <summary>Number of sites.</summary>
    public int? Sites { get; init; }

    /// <summary>Propositions it owns, with the end of the contract when there is one.</summary>
    public ImmutableArray<OwnedProposition> Owns { get; init; } = [];

    /// <summary>Propositions for which the CRM has an open opportunity.</summary>
    public ImmutableArray<string> OpenOpportunities { get; init; } = [];

    /// <summary>Whether it may not be sold to (credit, lawsuit).</summary>
    public bool Blocked { get; init; }

    /// <summary>The last contact by a colleague, in one line.</summary>
    public string? LastContact { get; init; }
}

/// <summary>A proposition that a customer has.</summary>
public sealed record OwnedProposition(string Proposition, DateOnly? Until = null);
