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

    /// <summary>Whether it asked not to be contacted.</summary>
    public bool DoNotContact { get; init; }

    /// <summary>Complaints that are not settled yet.</summary>
    public int OpenComplaints { get; init; }

    /// <summary>Number in the register of companies.</summary>
    public string? RegistrationNumber { get; init; }

    /// <summary>Id of the company that it belongs to: a relation, it stays an account of its own.</summary>
    public string? Parent { get; init; }

    /// <summary>How its domains are used: a word of <see cref="DomainUses"/>; null is <see cref="DomainUses.One"/>.</summary>
    public string? DomainUse { get; init; }

    /// <summary>The last contact by a colleague, in one line.</summary>
    public string? LastContact { get; init; }

    /// <summary>When that was.</summary>
    public DateOnly? LastContactAt { get; init; }

    /// <summary>Owner of its parent. Never in a file: set when the book is written, so that routing needs no other read.</summary>
    public string? ParentOwner { get; init; }

    /// <summary>The account of its persons. Never in a file: set when it comes into the book and kept, whatever becomes of its domains.</summary>
    public string? Account { get; init; }

    /// <summary>Since when a complete book is without it. Never in a file.</summary>
    public DateTimeOffset? GoneSince { get; init; }
}

/// <summary>How the domains of a company are used.</summary>
public static class DomainUses
{
    /// <summary>By one buyer: one account.</summary>
    public const string One = "one";

    /// <summary>By several buyers, such as the branches of a franchise: an account for each site that is named.</summary>
    public const string Shared = "shared";

    /// <summary>Split by host, such as students from staff: an account for each host.</summary>
    public const string ByHost = "by-host";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All = [One, Shared, ByHost];
}

/// <summary>A proposition that a customer has.</summary>
public sealed record OwnedProposition(string Proposition, DateOnly? Until = null);
