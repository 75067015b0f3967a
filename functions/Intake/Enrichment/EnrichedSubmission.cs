using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Clients;
using Intake.Submissions;

namespace Intake.Enrichment;

/// <summary>A submission of which we know who sent it and for which company: the input of scoring.</summary>
public sealed record EnrichedSubmission
{
    /// <summary>What was received.</summary>
    public required Submission Submission { get; init; }

    /// <summary>Key of the person: the keyed hash of the canonical email, or whom it is an alias of.</summary>
    public required string PersonId { get; init; }

    /// <summary>Key of the account that the person belongs to, as <c>People</c> says or, for a newcomer, by domain.</summary>
    public required string AccountId { get; init; }

    /// <summary>What the email address tells.</summary>
    public required EmailTraits Email { get; init; }

    /// <summary>Facts of the person by name (<see cref="FactNames"/>), normalised.</summary>
    public required ImmutableSortedDictionary<string, string> PersonFacts { get; init; }

    /// <summary>Facts of the company by name, as the person stated them, normalised.</summary>
    public required ImmutableSortedDictionary<string, string> CompanyFacts { get; init; }

    /// <summary>The company as the account book has it; null when it is not in it.</summary>
    public Company? Book { get; init; }

    /// <summary>The company of the account book that someone without a company's address names as theirs. Not confirmed: the account stays the individual's.</summary>
    public Company? Claimed { get; init; }

    /// <summary>Of whom a newcomer's address is another one; null for nearly all.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Ids of the merges that led a newcomer to this account; null where their own account stands.</summary>
    public ImmutableArray<string>? Came { get; init; }
    /// <summary>How alike the name that they gave and that of <see cref="Claimed"/> are, in hundredths.</summary>
    public int? ClaimedSimilarity { get; init; }

    /// <summary>The person was known, so that no company was looked up.</summary>
    public bool WithoutCompany { get; init; }

    /// <summary>The sender acts for the client whose account this is; null for nearly all.</summary>
    public Acting? Acting { get; init; }

    /// <summary>What each enricher answered, in order.</summary>
    public required ImmutableArray<EnricherResult> Enrichers { get; init; }
}

/// <summary>What an address tells about its owner. <paramref name="Domain"/> is the registrable domain in punycode, or the host where
/// there is none. <paramref name="Freemail"/> says that the host tells no company: free mail, an internet provider, or disposable;
/// <paramref name="Kind"/> says which of them, or whose it is.</summary>
public sealed record EmailTraits(string Domain, string Host, bool Freemail, bool Disposable, bool Role, bool Student, DomainKind Kind = DomainKind.Company);

/// <summary>The answer of one enricher. <paramref name="Detail"/> is a word for the operator and holds nothing personal.</summary>
public sealed record EnricherResult(string Enricher, EnricherOutcome Outcome, string? Detail = null);

/// <summary>An enricher's three answers; none of them stops a lead.</summary>
public enum EnricherOutcome
{
    /// <summary>It added facts.</summary>
    Found,

    /// <summary>It looked and there is nothing.</summary>
    NotFound,

    /// <summary>It could not look.</summary>
    Failed,
}
