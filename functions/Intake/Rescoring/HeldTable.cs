using Azure;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Storage;

namespace Intake.Rescoring;

/// <summary>The leads that a version of the playbook would newly hand off, in the table Playbooks; the lead itself holds the truth.</summary>
public sealed class HeldTable(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.Playbooks);

    /// <summary>Lists a lead; one that is held no more is not.</summary>
    public Task PutAsync(AccountState state, HeldLead held, CancellationToken cancellationToken) =>
        Lead(state, held) is { Held: not null } lead
            ? table.UpsertEntityAsync(
                new TableEntity(held.Version, Rows.Held(state.Account.Id, held.Lead))
                {
                    ["Account"] = state.Account.Id, ["Lead"] = held.Lead, ["Score"] = lead.Score?.Total ?? 0, ["At"] = lead.Held.At, ["Owner"] = state.Account.Book?.Owner,
                },
                TableUpdateMode.Replace, cancellationToken)
            : Task.CompletedTask;

    /// <summary>Takes a lead off the list, unless it is held again.</summary>
    public Task RemoveAsync(AccountState state, HeldLead held, CancellationToken cancellationToken) =>
        Lead(state, held) is null ? RemoveAsync(state.Account.Id, held, cancellationToken) : Task.CompletedTask;

    private static Lead? Lead(AccountState state, HeldLead held) =>
        state.Account.CountedBy == held.Version && state.Leads.GetValueOrDefault(held.Lead) is { Held: not null, Closed: false } lead ? lead : null;

    /// <summary>Takes a lead off the list; one that is not on it is no fault.</summary>
    public Task RemoveAsync(string account, HeldLead held, CancellationToken cancellationToken) =>
        table.DeleteEntityAsync(held.Version, Rows.Held(account, held.Lead), ETag.All, cancellationToken);

    /// <summary>The leads of a version, in the order of their accounts.</summary>
    public IAsyncEnumerable<ListedLead> AllAsync(string version, CancellationToken cancellationToken)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {version} and RowKey ge {Rows.HeldPrefix} and RowKey lt {Rows.AfterHeld}");
        return table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken).Select(row => new ListedLead(
            row.GetString("Account"), row.GetString("Lead"), row.GetInt32("Score") ?? 0, row.GetDateTimeOffset("At") ?? default, row.GetString("Owner")));
    }
}

/// <summary>A lead that is held, as listed.</summary>
/// <param name="Account">Id of its account.</param>
/// <param name="Lead">Its key.</param>
/// <param name="Score">Its score in hundredths when it was held.</param>
/// <param name="At">When what it would be handed off for happened.</param>
/// <param name="Owner">The account's owner; null for none.</param>
public sealed record ListedLead(string Account, string Lead, int Score, DateTimeOffset At, string? Owner);
