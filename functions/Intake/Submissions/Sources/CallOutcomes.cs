using System.Collections.Immutable;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Submissions.Sources;

/// <summary>What became of the calls that were kept whole: the submissions that each was read as, so that its receipt tells theirs.</summary>
public sealed class CallOutcomes(TableServiceClient tables)
{
    private const string Partition = "read", Receipts = "Receipts";

    private readonly TableClient table = tables.GetTableClient(TableNames.DeadLetters);

    /// <summary>Notes the submissions of a call; the same again is the same.</summary>
    public Task NoteAsync(string callId, ImmutableArray<Receipt> receipts, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            new TableEntity(Partition, callId) { [Receipts] = string.Join(' ', receipts.Select(each => $"{each.PersonId}|{each.SubmissionId}|{each.Fingerprint}")) },
            TableUpdateMode.Replace, cancellationToken);

    /// <summary>The submissions of a call; none while it was not read.</summary>
    public async Task<ImmutableArray<Receipt>> FindAsync(string callId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, callId, cancellationToken: cancellationToken);
        return row.HasValue
            ? [.. row.Value!.GetString(Receipts).Split(' ').Select(each => each.Split('|')).Select(each => new Receipt(each[0], each[1], each[2]))]
            : [];
    }
}
