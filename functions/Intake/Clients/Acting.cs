using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Clients;

/// <summary>A submission counts for a client, not for the sender's own account.</summary>
/// <param name="Agency">Name of the agency or partner that the sender is of.</param>
/// <param name="Domains">The client's domain, where it was given.</param>
public sealed record Acting(string Agency, ImmutableArray<string> Domains)
{
    /// <summary>Name of the enricher in the results.</summary>
    public const string Enricher = "client";

    /// <summary>Whether the sender's account is one that acts for others, and the sender one whose acts count.</summary>
    /// <param name="own">Their account; null where it does not exist yet.</param>
    /// <param name="sender">What is known of them.</param>
    public static bool IsFor(Account? own, EnrichedSubmission sender) =>
        KindOf(own, sender) is AccountKinds.Agency or AccountKinds.Partner && own?.Members.GetValueOrDefault(sender.PersonId) is not { Objected: true };

    /// <summary>What the sender's agency is called.</summary>
    public static string AgencyOf(Account? own, EnrichedSubmission sender) =>
        (sender.Book ?? own?.Book)?.Name ?? own?.Stated.Of(FactNames.CompanyName) ?? sender.CompanyFacts.GetValueOrDefault(FactNames.CompanyName) ?? sender.Email.Domain;

    /// <summary>The submission as the client's. What the sender says of a company is about their own: of the client we have its name by hearsay.</summary>
    /// <param name="sender">The submission as the sender's.</param>
    /// <param name="agent">The sender as a person of the client's account.</param>
    /// <param name="company">The client in the account book; null where it is not.</param>
    /// <param name="client">The client as named.</param>
    /// <param name="agency">What the sender's agency is called.</param>
    internal static EnrichedSubmission For(EnrichedSubmission sender, KnownPerson agent, Company? company, ClientKey client, string agency)
    {
        var none = sender.CompanyFacts.Clear();
        return sender with
        {
            PersonId = agent.PersonId,
            AccountId = agent.AccountId,
            PersonFacts = sender.PersonFacts.SetItem(FactNames.AgentOf, agency),
            CompanyFacts = sender.Submission.OnBehalfOf?.Name is { } name ? none.Add(FactNames.Guess(FactNames.CompanyName), name) : none,
            Book = company,
            Claimed = null,
            WithoutCompany = false,
            Acting = new Acting(agency, client.Domain is { } domain ? [domain] : []),
            Enrichers = sender.Enrichers.Add(new EnricherResult(Enricher, EnricherOutcome.Found, company is null ? "named" : "book")),
        };
    }

    /// <summary>Who the sender is in the client's account: one human stays in their own, and what they do for a client stays with the client.</summary>
    internal static KnownPerson AgentIn(string account, EnrichedSubmission sender, Keys keys) => new(account, keys.Agent(sender.PersonId, account));

    // What sales told beats the book, and the book of today what the account has of it.
    private static string? KindOf(Account? own, EnrichedSubmission sender) => own?.Stated.Of(AccountKinds.Fact) ?? (sender.Book ?? own?.Book)?.Kind;
}
