using System.Globalization;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>The table <c>StageChanges</c>: the moves of all leads by UTC day, for the funnel.</summary>
public sealed class StageChanges(TableServiceClient tables)
{
    private readonly TableClient table = tables.GetTableClient(TableNames.StageChanges);

    /// <summary>Copies a move; copied twice it is one row.</summary>
    /// <param name="accountId">Account of the lead.</param>
    /// <param name="stageRow">Key of the move's row in the account.</param>
    /// <param name="move">The move.</param>
    /// <param name="cancellationToken">Cancels the write.</param>
    public Task PutAsync(string accountId, string stageRow, StageMove move, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(ToRow(accountId, stageRow, move), TableUpdateMode.Replace, cancellationToken);

    private static TableEntity ToRow(string accountId, string stageRow, StageMove move) =>
        new(move.At.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Rows.StageChange(stageRow, accountId))
        {
            ["Account"] = accountId,
            ["Lead"] = move.LeadKey,
            ["From"] = move.From,
            ["To"] = move.To,
            ["At"] = move.At,
            ["Cause"] = move.Cause,
            ["By"] = move.By,
            ["Score"] = move.Score,
            ["Playbook"] = move.Playbook,
        };
}
