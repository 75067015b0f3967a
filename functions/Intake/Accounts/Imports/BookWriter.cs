using Azure.Data.Tables;
using Intake.Commands;
using Intake.Storage;

namespace Intake.Accounts.Imports;

/// <summary>Writes companies into the book so that a run that dies half-way is made good by the next: first all that is looked up, then the commands to
/// read the accounts again, and last the hash without which the next run writes the company anew.</summary>
public sealed class BookWriter(Companies companies, BookTable table, MessageQueue messages, Keys keys, TimeProvider time)
{
    private const int MaxCommands = 40;

    /// <summary>Writes some companies.</summary>
    internal async Task WriteAsync(IReadOnlyList<BookChange> changes, CancellationToken cancellationToken)
    {
        var all = await BookTable.ForEachAsync(changes, async change =>
        {
            var before = change.IsNew ? null : await companies.FindAsync(CompanyKey.OfId(change.Company.Id), cancellationToken);
            return (Before: before, Now: change.Company with { Account = before?.Account ?? AccountOf(change.Company) }, change.Hash);
        });
        var rows = await RowsAsync(all.Select(each => each.Now), cancellationToken);
        await table.WriteAsync(rows, cancellationToken);
        foreach (var (before, now, _) in all)
            if (before is not null) await RemoveStaleAsync(before, now, cancellationToken);
        await TellAsync(all, cancellationToken);
        var hashes = all.ToDictionary(each => CompanyKey.OfId(each.Now.Id).Row, each => each.Hash);
        await table.FinishAsync(rows.Where(row => hashes.ContainsKey(row.RowKey)).Select(row => (row, hashes[row.RowKey])), cancellationToken);
    }

    /// <summary>Which of a company's domains others of the book have, companies that are not gone; with the id of each.</summary>
    internal async Task<IReadOnlyList<(string Domain, string Other)>> TakenAsync(Company company, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(company.Domains.Select(async domain => (domain, Company: await companies.FindAsync(CompanyKey.OfDomain(domain), cancellationToken))));
        return [.. found.Where(each => each.Company is { GoneSince: null } other && other.Id != company.Id).Select(each => (each.domain, each.Company!.Id))];
    }

    private string AccountOf(Company company) => keys.CompanyAccount(company.Domains is [var first, ..] ? first : "id:" + company.Id);

    private async Task<List<TableEntity>> RowsAsync(IEnumerable<Company> all, CancellationToken cancellationToken)
    {
        List<TableEntity> rows = [];
        foreach (var company in all)
            foreach (var row in CompanyRows.Of(company, keys))
            {
                // The domain of a company that is gone may be another's by now.
                if (company.GoneSince is not null && row is { IsId: false, IsName: false } && !await IsOfAsync(row.Key, company.Id, cancellationToken)) continue;
                var entity = await companies.ToEntityAsync(row, cancellationToken);
                if (row.IsId) BookTable.Describe(entity, company);
                rows.Add(entity);
            }
        return rows;
    }

    private async Task RemoveStaleAsync(Company before, Company now, CancellationToken cancellationToken)
    {
        var kept = CompanyRows.Of(now, keys).Select(row => row.Key).ToHashSet();
        foreach (var row in CompanyRows.Of(before, keys).Where(row => !kept.Contains(row.Key)))
            if (row.IsName || await IsOfAsync(row.Key, now.Id, cancellationToken)) await table.RemoveAsync(row.Key, cancellationToken);
    }

    private async Task<bool> IsOfAsync(CompanyKey key, string id, CancellationToken cancellationToken) =>
        (await companies.FindAsync(key, cancellationToken))?.Id == id;

    // Written after the rows, so that whatever was received before is older and whatever comes after has read them.
    private async Task TellAsync((Company? Before, Company Now, string Hash)[] all, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        foreach (var batch in all.Chunk(MaxCommands))
        {
            Command[] commands =
            [
                .. batch.Select(each => new RefreshAccountCommand
                {
                    Id = Keys.Id("refresh", each.Now.Id, each.Hash, each.Now.GoneSince?.ToString("O") ?? ""), At = now, Account = each.Now.Account!, Company = each.Now.Id,
                }),
            ];
            await messages.PutAsync(
                QueueNames.Commands, "commands", Keys.Id([.. commands.Select(command => command.Id)]), [.. commands], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        }
    }
}
