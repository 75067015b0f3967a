using Intake.Accounts;
using Intake.Http;
using Intake.Storage;

namespace Intake.Merging;

/// <summary>Two domains that the account book gives to one company are one account: accounts from before the book said so are merged, each once. Where an operator
/// has taken that back it stays so, for the merge has the same id for ever.</summary>
public sealed class BookMerges(Companies companies, AccountStore accounts, CommandDesk desk, Keys keys, TimeProvider time)
{
    /// <summary>Orders what is to be merged into the account of a company.</summary>
    public async Task OrderAsync(string companyId, CancellationToken cancellationToken)
    {
        // Whose domains are several buyers' has an account for each of them.
        if (await companies.FindAsync(CompanyKey.OfId(companyId), cancellationToken) is not { Account: { } target, DomainUse: null or DomainUses.One, GoneSince: null } company) return;
        foreach (var source in company.Domains.Select(keys.CompanyAccount).Where(account => account != target))
        {
            if (await accounts.LoadAsync(source, cancellationToken) is not { State.Account: { Moved: null } account }) continue;
            // The account stands by another company of the book, whose domain this was.
            if (account.Book is { } other && other.Id != company.Id) continue;
            await desk.PutAsync(
                new MergeCommand
                {
                    Id = Keys.Id("merge-by-book", source, target), At = time.GetUtcNow(), Evidence = MergeEvidence.AccountBook, Source = source, Target = target, Company = company,
                },
                cancellationToken);
        }
    }
}
