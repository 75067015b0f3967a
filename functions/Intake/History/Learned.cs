using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Clients;
using Intake.Enrichment;
using Intake.Submissions;

namespace Intake.History;

/// <summary>What was known of a submission when it was taken in, beside the submission itself: with both it can be taken in again under another playbook.</summary>
public sealed record Learned
{
    /// <summary>What is left of submissions that were taken in before this was kept.</summary>
    internal static Learned Nothing => new() { Email = new EmailTraits("", "", Freemail: false, Disposable: false, Role: false, Student: false) };

    /// <summary>What the email address told.</summary>
    public required EmailTraits Email { get; init; }

    /// <summary>Facts of the person by name, normalised; empty where the submission was refused.</summary>
    public ImmutableSortedDictionary<string, string> PersonFacts { get; init => field = value.WithComparers(StringComparer.Ordinal); } = NoFacts;

    /// <summary>Facts of the company by name, as the person stated them; empty where the submission was refused.</summary>
    public ImmutableSortedDictionary<string, string> CompanyFacts { get; init => field = value.WithComparers(StringComparer.Ordinal); } = NoFacts;

    /// <summary>The company as the account book had it.</summary>
    public Company? Book { get; init; }

    /// <summary>The company that they claimed.</summary>
    public Company? Claimed { get; init; }

    /// <summary>How alike the names of it were, in hundredths.</summary>
    public int? ClaimedSimilarity { get; init; }

    /// <summary>Of whom a newcomer's address was another one.</summary>
    public string? AliasOf { get; init; }

    /// <summary>Ids of the merges that led a newcomer to the account.</summary>
    public ImmutableArray<string>? Came { get; init; }

    /// <summary>The person was known, so that no company was looked up.</summary>
    public bool WithoutCompany { get; init; }

    /// <summary>The sender acted for the client whose account this is.</summary>
    public Acting? Acting { get; init; }

    private static ImmutableSortedDictionary<string, string> NoFacts { get; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>What was learned with a submission.</summary>
    public static Learned Of(EnrichedSubmission enriched) => new()
    {
        Email = enriched.Email,
        PersonFacts = enriched.PersonFacts,
        CompanyFacts = enriched.CompanyFacts,
        Book = enriched.Book,
        Claimed = enriched.Claimed,
        ClaimedSimilarity = enriched.ClaimedSimilarity,
        AliasOf = enriched.AliasOf,
        Came = enriched.Came,
        WithoutCompany = enriched.WithoutCompany,
        Acting = enriched.Acting,
    };

    /// <summary>The submission as it was taken in.</summary>
    /// <param name="submission">As received.</param>
    /// <param name="person">Who sent it.</param>
    /// <param name="account">The account that they are in.</param>
    public EnrichedSubmission With(Submission submission, string person, string account) => new()
    {
        Submission = submission,
        PersonId = person,
        AccountId = account,
        Email = Email,
        PersonFacts = PersonFacts,
        CompanyFacts = CompanyFacts,
        Book = Book,
        Claimed = Claimed,
        ClaimedSimilarity = ClaimedSimilarity,
        AliasOf = AliasOf,
        Came = Came,
        WithoutCompany = WithoutCompany,
        Acting = Acting,
        Enrichers = [],
    };
}
