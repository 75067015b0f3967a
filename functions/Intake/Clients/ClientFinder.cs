using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Clients;

/// <summary>Finds the client for whom somebody of an agency or partner acts. What is decided for a submission, and for a person and a client they named, is
/// inserted first and holds: a changed account book moves nobody, and a repeat finds the same account.</summary>
public sealed class ClientFinder(People people, AccountStore accounts, Companies companies, Keys keys)
{
    /// <summary>The submission as the client's, or unchanged where no client is named or the sender acts for nobody else.</summary>
    public async Task<EnrichedSubmission> FindAsync(EnrichedSubmission sender, CancellationToken cancellationToken)
    {
        if (ClientKey.Of(sender.Submission.OnBehalfOf) is not { } client) return sender;
        var own = (await accounts.LoadAsync(sender.AccountId, cancellationToken))?.State.Account;
        var known = sender with { Book = sender.Book ?? await BookAsync(sender.Email, cancellationToken) };
        var agency = Acting.AgencyOf(own, known);
        var company = await CompanyAsync(client, cancellationToken);
        var place = Keys.Acting(sender.Submission.Id);
        var decided = await people.FindAsync(place, cancellationToken)
            ?? await people.ClaimAsync(place, await DecideAsync(known, own, client, company, agency, cancellationToken), cancellationToken);

        // A merge since then has moved them.
        var agent = await people.FindAsync(decided.PersonId, cancellationToken) ?? decided;
        return agent.PersonId == sender.PersonId ? sender : Acting.For(sender, agent, company, client, agency);
    }

    private async Task<KnownPerson> DecideAsync(
        EnrichedSubmission sender, Account? own, ClientKey client, Company? company, string agency, CancellationToken cancellationToken)
    {
        var themselves = new KnownPerson(sender.AccountId, sender.PersonId);
        if (!Acting.IsFor(own, sender)) return themselves;
        var world = keys.For(sender.Submission);
        var account = client.AccountOf(company, world);
        if (account == sender.AccountId || client.Name == CompanyName.Normalise(agency)) return themselves;
        return await people.ClaimAsync(world.Naming(sender.PersonId, client.Text), Acting.AgentIn(account, sender, world), cancellationToken);
    }

    // Of somebody who is known it was not looked up, and their account may have it of old.
    private async Task<Company?> BookAsync(EmailTraits email, CancellationToken cancellationToken) =>
        email.Freemail ? null : await companies.FindAsync(CompanyKey.OfDomain(email.Domain), cancellationToken);

    private async Task<Company?> CompanyAsync(ClientKey client, CancellationToken cancellationToken)
    {
        var byDomain = client.Domain is null ? null : await companies.FindAsync(CompanyKey.OfDomain(client.Domain), cancellationToken);
        // What is only like its name is another company until an operator says otherwise.
        return byDomain ?? (client.Name is { } name && await companies.FindAsync(name, cancellationToken) is { Similarity: 100 } named ? named.Company : null);
    }
}
