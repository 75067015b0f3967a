using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using Intake.Storage;
using Intake.Sweeps;

namespace Intake.Accounts;

/// <summary>The table <c>Leads</c>: one row a lead, for lists. Written from the current lead; the account holds the truth.</summary>
public sealed class LeadIndex(TableServiceClient tables)
{
    private const int MaxRows = 100;

    private readonly TableClient table = tables.GetTableClient(TableNames.Leads);

    /// <summary>Writes the rows of some leads of an account, in one transaction unless they are very many.</summary>
    public Task PutAsync(AccountState state, IEnumerable<string> leadKeys, CancellationToken cancellationToken)
    {
        if (state.Account.Tester is not null) return Task.CompletedTask;
        var rows = leadKeys.Distinct(StringComparer.Ordinal)
            .Select(key => new TableTransactionAction(TableTransactionActionType.UpsertReplace, ToRow(state, key)))
            .ToList();
        return rows.Count == 0 ? Task.CompletedTask : PutAsync(rows, cancellationToken);
    }

    private async Task PutAsync(List<TableTransactionAction> rows, CancellationToken cancellationToken)
    {
        foreach (var some in rows.Chunk(MaxRows)) await table.SubmitTransactionAsync(some, cancellationToken);
    }

    /// <summary>The next accounts that have leads, in the order of their ids, and the last one that was looked at: null where the range has no more.</summary>
    /// <param name="after">Up to and with this they were told; the beginning of an id, such as <c>40</c>, before the first one.</param>
    /// <param name="before">The first prefix, 0 to 256, that is not in the range any more.</param>
    /// <param name="count">How many at most.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<(IReadOnlyList<string> Accounts, string? After)> AccountsAsync(string after, int before, int count, CancellationToken cancellationToken)
    {
        List<string> accounts = [];
        await foreach (var row in table.QueryAsync<TableEntity>(Filter(after, before), select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            var account = Rows.AccountOf(row.RowKey);
            if (accounts.Count > 0 && accounts[^1] == account) continue;
            if (accounts.Count == count) return (accounts, accounts[^1]);
            accounts.Add(account);
        }
        return (accounts, null);
    }

    /// <summary>The leads of accounts of the account book of which something newer than an instant is known.</summary>
    /// <remarks>Reads every row of the table on the server, and gives back those few: for once a week.</remarks>
    public async IAsyncEnumerable<IndexedLead> NewSinceAsync(DateTimeOffset from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"NewestAt ge {from}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey), "Score", "Owner", "Kind"], cancellationToken: cancellationToken))
        {
            var account = Rows.AccountOf(row.RowKey);
            yield return new IndexedLead(account, row.RowKey[(account.Length + 1)..], row.GetInt32("Score") ?? 0, row.GetString("Owner"), row.GetString("Kind"));
        }
    }

    /// <summary>Accounts with an open handoff that somebody may have, page by page, and the row after which the next page begins: null on the last one.</summary>
    /// <param name="accountManager">Id of the account manager; null for anybody.</param>
    /// <param name="after">The row after which the page begins; null for the first.</param>
    /// <param name="count">How many rows at most.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <remarks>Who has it is known of those that were accepted; of the others, few as their clocks are short, the account tells. What was taken from them is told too,
    /// as side effects of the taking may be left.</remarks>
    public async Task<(IReadOnlyList<string> Accounts, string? After)> OpenOfAsync(string? accountManager, string? after, int count, CancellationToken cancellationToken)
    {
        var accepted = nameof(HandoffState.Accepted);
        var filter = TableClient.CreateQueryFilter($"Handoff gt {""}");
        if (accountManager is not null) filter += " and " + TableClient.CreateQueryFilter($"(HandedTo eq {accountManager} or TakenFrom eq {accountManager} or HandoffState ne {accepted})");
        if (after is not null) filter += " and " + TableClient.CreateQueryFilter($"((PartitionKey eq {after[..2]} and RowKey gt {after}) or PartitionKey gt {after[..2]})");
        List<string> rows = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey)], cancellationToken: cancellationToken))
        {
            if (rows.Count == count) return ([.. rows.Select(Rows.AccountOf)], rows[^1]);
            rows.Add(row.RowKey);
        }
        return ([.. rows.Select(Rows.AccountOf)], null);
    }

    /// <summary>The open handoffs that were taken over from somebody who left: the account, and who had it when the lead was written last.</summary>
    /// <param name="from">Id of who left.</param>
    /// <param name="to">Id of who has it; null for anybody.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<IReadOnlyList<(string Account, string? To)>> TakenFromAsync(string from, string? to, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"TakenFrom eq {from}");
        if (to is not null) filter += " and " + TableClient.CreateQueryFilter($"HandedTo eq {to}");
        List<(string Account, string? To)> taken = [];
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [nameof(TableEntity.RowKey), "HandedTo"], cancellationToken: cancellationToken))
            taken.Add((Rows.AccountOf(row.RowKey), row.GetString("HandedTo")));
        return taken;
    }

    // One query over many partitions: most of them are small, or empty.
    private static string Filter(string after, int before)
    {
        var (partition, row) = (after[..2], after.Length == 2 ? after : Rows.AfterLeads(after));
        var from = TableClient.CreateQueryFilter($"((PartitionKey eq {partition} and RowKey ge {row}) or PartitionKey gt {partition})");
        return before == Lanes.Prefixes ? from : from + " and " + TableClient.CreateQueryFilter($"PartitionKey lt {Lanes.Text(before)}");
    }

    /// <summary>Removes the row of a lead that the account has no more; one that is gone is no fault.</summary>
    public Task RemoveAsync(string account, string leadKey, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(account[..2], Rows.LeadIndex(account, leadKey), ETag.All, cancellationToken);

    // Two hex digits of the account's key: a fair share of all leads.
    private static TableEntity ToRow(AccountState state, string leadKey) => ToRow(state.Account, leadKey, state.Leads[leadKey], state.OpenHandoff(state.Leads[leadKey]));

    private static TableEntity ToRow(Account account, string leadKey, Lead lead, Handoff? open) => new(account.Id[..2], Rows.LeadIndex(account.Id, leadKey))
    {
        ["Revision"] = account.Revision,
        ["Proposition"] = lead.Proposition,
        ["Round"] = lead.Round,
        ["Stage"] = lead.Stage,
        ["Score"] = lead.Score?.Total ?? 0,
        ["Owner"] = account.Book?.Owner,
        ["Kind"] = account.Book?.Kind,
        ["AccountManager"] = lead.LastAccountManager,
        ["FirstAt"] = lead.FirstAt,
        ["NewestAt"] = lead.NewestAt,
        // As they were when the lead was written last: whoever looks for them looks at the account too.
        ["Handoff"] = open?.Id,
        ["HandoffState"] = open?.State.ToString(),
        ["HandedTo"] = open?.AccountManager,
        ["TakenFrom"] = open?.Former is [.., { Why: Handoffs.PassingReasons.HasLeft } last] ? last.AccountManager : null,
    };
}

/// <summary>A lead as the index has it.</summary>
/// <param name="Account">Id of its account.</param>
/// <param name="Key">Its key.</param>
/// <param name="Score">Its score in hundredths.</param>
/// <param name="Owner">Id of the account's owner; null for none.</param>
/// <param name="Kind">Kind of account; null where the account book does not have it.</param>
public sealed record IndexedLead(string Account, string Key, int Score, string? Owner, string? Kind);
