using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Learning;

/// <summary>The table <c>Answers</c>: what sales answered, by the month, UTC, in which the gate was passed.</summary>
public sealed class AnswersTable(TableServiceClient tables)
{
    private const string Month = "yyyy-MM";

    private readonly TableClient table = tables.GetTableClient(TableNames.Answers);

    /// <summary>Writes a row; written twice it is one. One that was overtaken takes nothing away: what is not known yet is left as it is.</summary>
    public Task PutAsync(AnswerRow row, CancellationToken cancellationToken) => table.UpsertEntityAsync(ToEntity(row), TableUpdateMode.Merge, cancellationToken);

    /// <summary>The rows of a month.</summary>
    public async IAsyncEnumerable<AnswerRow> ReadAsync(DateOnly month, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var partition = month.ToString(Month, CultureInfo.InvariantCulture);
        await foreach (var entity in table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {partition}"), cancellationToken: cancellationToken))
            yield return Of(entity);
    }

    private static TableEntity ToEntity(AnswerRow row)
    {
        var entity = new TableEntity(row.DecidedAt.UtcDateTime.ToString(Month, CultureInfo.InvariantCulture), row.Handoff)
        {
            [nameof(row.Account)] = row.Account, [nameof(row.Lead)] = row.Lead, ["Proposition"] = Accounts.AccountState.PropositionOf(row.Lead),
            [nameof(row.DecidedAt)] = row.DecidedAt, [nameof(row.Gate)] = row.Gate, [nameof(row.Answer)] = row.Answer,
            [nameof(row.Rules)] = string.Join(' ', row.Rules), [nameof(row.CountsAgainst)] = row.CountsAgainst,
        };
        if (row.Score is { } score) entity[nameof(row.Score)] = score;
        if (row.AccountManager is { } manager) entity[nameof(row.AccountManager)] = manager;
        if (row.Reason is { } reason) entity[nameof(row.Reason)] = reason;
        if (row.Outcome is { } outcome) entity[nameof(row.Outcome)] = outcome;
        if (row.Value is { } value) entity[nameof(row.Value)] = value;
        if (row.Playbook is { } version) entity[nameof(row.Playbook)] = version;
        return entity;
    }

    private static AnswerRow Of(TableEntity entity) => new()
    {
        Handoff = entity.RowKey, Account = entity.GetString(nameof(AnswerRow.Account)), Lead = entity.GetString(nameof(AnswerRow.Lead)),
        DecidedAt = entity.GetDateTimeOffset(nameof(AnswerRow.DecidedAt))!.Value, Gate = entity.GetString(nameof(AnswerRow.Gate)),
        Score = entity.GetInt32(nameof(AnswerRow.Score)), Rules = [.. entity.GetString(nameof(AnswerRow.Rules)).Split(' ', StringSplitOptions.RemoveEmptyEntries)],
        AccountManager = entity.GetString(nameof(AnswerRow.AccountManager)), Answer = entity.GetString(nameof(AnswerRow.Answer)),
        Reason = entity.GetString(nameof(AnswerRow.Reason)), CountsAgainst = entity.GetBoolean(nameof(AnswerRow.CountsAgainst)) is true,
        Outcome = entity.GetString(nameof(AnswerRow.Outcome)), Value = entity.GetInt64(nameof(AnswerRow.Value)), Playbook = entity.GetString(nameof(AnswerRow.Playbook)),
    };
}
