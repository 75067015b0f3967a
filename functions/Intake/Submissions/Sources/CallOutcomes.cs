using System.Collections.Immutable;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Submissions.Sources;

/// <summary>What became of the calls that were kept whole: the submissions that each was read as, so that its receipt tells theirs.</summary>
public sealed class CallOutcomes(TableServiceClient tables, Documents documents)
{
    private const string Partition = "read";

    private readonly TableClient table = tables.GetTableClient(TableNames.DeadLetters);

    /// <summary>Notes the submissions of a call; the same again is the same.</summary>
    public async Task NoteAsync(string callId, ImmutableArray<Receipt> receipts, CancellationToken cancellationToken) => await table.UpsertEntityAsync(
        await documents.WriteAsync(Partition, callId, receipts, IntakeJson.Default.ImmutableArrayReceipt, cancellationToken),
        TableUpdateMode.Replace, cancellationToken);

    /// <summary>The submissions of a call; none while it was not read.</summary>
    public async Task<ImmutableArray<Receipt>> FindAsync(string callId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(Partition, callId, cancellationToken: cancellationToken);
        return row.HasValue ? await documents.ReadAsync(row.Value!, IntakeJson.Default.ImmutableArrayReceipt, cancellationToken) : [];
    }
}
