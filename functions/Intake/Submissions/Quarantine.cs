using Azure;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>The table <c>Quarantine</c>: suspect submissions, kept whole with their reasons until somebody judges them, and as history afterwards.
/// The partition is the first two hex digits of the submission's id, so that the id alone finds it.</summary>
public sealed class Quarantine(TableServiceClient tables, Documents documents)
{
    private const string State = "State", Reasons = "Reasons", ReceivedAt = "ReceivedAt", Fingerprint = "Fingerprint";
    private const string JudgedAt = "JudgedAt", Why = "Why";

    private readonly TableClient table = tables.GetTableClient(TableNames.Quarantine);

    /// <summary>Keeps a submission; the same one kept twice is one, and what was judged stays judged.</summary>
    /// <returns>Whether it is new.</returns>
    public async Task<bool> PutAsync(Submission submission, IEnumerable<string> reasons, CancellationToken cancellationToken)
    {
        if (await AddAsync(submission.Id, submission, reasons, cancellationToken)) return true;
        // Other content under the same key is kept beside it.
        return await FingerprintAsync(submission.Id, cancellationToken) != submission.Fingerprint
            && await AddAsync(QuarantineId.Beside(submission), submission, reasons, cancellationToken);
    }

    /// <summary>Finds a submission with what became of it; null when it was never suspect.</summary>
    public async Task<Quarantined?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(QuarantineId.Partition(id), id, cancellationToken: cancellationToken);
        return row.HasValue ? await ReadAsync(row.Value!, cancellationToken) : null;
    }

    /// <summary>How a submission is judged that said exactly this; null when it is not kept here.</summary>
    public async Task<QuarantineState?> StateAsync(string submissionId, string fingerprint, CancellationToken cancellationToken)
    {
        foreach (var id in (string[])[submissionId, QuarantineId.Beside(submissionId, fingerprint)])
        {
            var row = await table.GetEntityIfExistsAsync<TableEntity>(QuarantineId.Partition(id), id, [State, Fingerprint], cancellationToken);
            if (row.HasValue && row.Value!.GetString(Fingerprint) == fingerprint) return StateOf(row.Value);
        }
        return null;
    }

    /// <summary>Those that wait for somebody to judge them, a page at a time.</summary>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="size">At most so many.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    public async Task<QuarantinePage> WaitingAsync(string? after, int size, CancellationToken cancellationToken)
    {
        var waiting = TableClient.CreateQueryFilter($"State eq {nameof(QuarantineState.Waiting)}");
        await foreach (var page in table.QueryAsync<TableEntity>(waiting, size, cancellationToken: cancellationToken).AsPages(after, size))
        {
            // The service may answer with a page of nothing and say that there is more.
            if (page.Values.Count == 0 && page.ContinuationToken is not null) continue;
            List<Quarantined> found = [];
            foreach (var row in page.Values) found.Add(await ReadAsync(row, cancellationToken));
            return new QuarantinePage([.. found], page.ContinuationToken);
        }
        return new QuarantinePage([], null);
    }

    /// <summary>Notes how it was judged; the row stays, and is listed no more.</summary>
    public Task JudgeAsync(string id, QuarantineState state, DateTimeOffset at, string? why, CancellationToken cancellationToken) =>
        table.UpdateEntityAsync(
            new TableEntity(QuarantineId.Partition(id), id) { [State] = state.ToString(), [JudgedAt] = at, [Why] = why },
            ETag.All, TableUpdateMode.Merge, cancellationToken);

    private async Task<bool> AddAsync(string id, Submission submission, IEnumerable<string> reasons, CancellationToken cancellationToken)
    {
        var row = await documents.WriteAsync(QuarantineId.Partition(id), id, submission, IntakeJson.Default.Submission, cancellationToken);
        (row[State], row[Reasons], row[ReceivedAt]) = (nameof(QuarantineState.Waiting), string.Join(' ', reasons), submission.ReceivedAt);
        row[Fingerprint] = submission.Fingerprint;
        try
        {
            await table.AddEntityAsync(row, cancellationToken);
            return true;
        }
        catch (RequestFailedException conflict) when (conflict.Status == 409)
        {
            if (Documents.BlobOf(row) is { } blob) await documents.RemoveAsync(blob, cancellationToken);
            return false;
        }
    }

    private async Task<string?> FingerprintAsync(string id, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(QuarantineId.Partition(id), id, [Fingerprint], cancellationToken);
        return row.HasValue ? row.Value!.GetString(Fingerprint) : null;
    }

    private async Task<Quarantined> ReadAsync(TableEntity row, CancellationToken cancellationToken) => new(
        row.RowKey, await documents.ReadAsync(row, IntakeJson.Default.Submission, cancellationToken),
        [.. row.GetString(Reasons).Split(' ', StringSplitOptions.RemoveEmptyEntries)], StateOf(row));

    private static QuarantineState StateOf(TableEntity row) => Enum.Parse<QuarantineState>(row.GetString(State));
}
