using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Intake.Storage;

namespace Intake.DeadLetters;

/// <summary>The table <c>DeadLetters</c>: the last error of every message that failed, and the messages that failed too often, whole.</summary>
public sealed class DeadLetterStore(TableServiceClient tables, BlobServiceClient blobs)
{
    private const string FailurePartition = "failure";
    private const string Error = "Error", Transient = "Transient", At = "At", Body = "Body", BodyBlob = "BodyBlob", State = "State", Retries = "Retries";

    private readonly TableClient table = tables.GetTableClient(TableNames.DeadLetters);

    /// <summary>Notes the error of a failed try under the message's id.</summary>
    public Task RecordFailureAsync(string messageId, Failure failure, CancellationToken cancellationToken) =>
        table.UpsertEntityAsync(
            new TableEntity(FailurePartition, messageId) { [Error] = failure.Error, [Transient] = failure.Transient, [At] = failure.At },
            TableUpdateMode.Replace, cancellationToken);

    /// <summary>The last error of a message; null when none was noted.</summary>
    public async Task<Failure?> FailureAsync(string messageId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(FailurePartition, messageId, cancellationToken: cancellationToken);
        return row.HasValue
            ? new Failure(row.Value!.GetString(Error), row.Value.GetBoolean(Transient) ?? false, row.Value.GetDateTimeOffset(At)!.Value)
            : null;
    }

    /// <summary>Finds a dead letter by the queue it came from and the message's id.</summary>
    public async Task<DeadLetter?> FindAsync(string queue, string messageId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(queue, messageId, cancellationToken: cancellationToken);
        return row.HasValue ? await ReadAsync(row.Value!, cancellationToken) : null;
    }

    /// <summary>Finds a dead letter, to change it.</summary>
    public async Task<OpenedLetter?> OpenAsync(string queue, string messageId, CancellationToken cancellationToken)
    {
        var row = await table.GetEntityIfExistsAsync<TableEntity>(queue, messageId, cancellationToken: cancellationToken);
        return row.HasValue ? new OpenedLetter(await ReadAsync(row.Value!, cancellationToken), row.Value!.ETag) : null;
    }

    /// <summary>Marks a letter as put back, unless it has been buried again since it was opened.</summary>
    public async Task MarkReplayedAsync(OpenedLetter opened, CancellationToken cancellationToken)
    {
        var change = new TableEntity(opened.Letter.Queue, opened.Letter.MessageId) { [State] = nameof(DeadLetterState.Replayed) };
        try
        {
            await table.UpdateEntityAsync(change, opened.Tag, TableUpdateMode.Merge, cancellationToken);
        }
        catch (RequestFailedException e) when (e.Status == 412)
        {
            // It failed again, or another run of the command marked it: what stands there now is newer.
        }
    }

    /// <summary>Keeps a message whole, with its error.</summary>
    public async Task PutAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var row = new TableEntity(letter.Queue, letter.MessageId)
        {
            [State] = letter.State.ToString(), [Error] = letter.Error, [At] = letter.At, [Retries] = letter.Retries,
        };
        if (letter.Body.Length <= Documents.MaxCharacters) row[Body] = letter.Body;
        else row[BodyBlob] = await KeepAsync(letter, cancellationToken);
        await table.UpsertEntityAsync(row, TableUpdateMode.Replace, cancellationToken);
    }

    private async Task<string> KeepAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var name = $"dead-letters/{letter.Queue}/{letter.MessageId}";
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(letter.Body), overwrite: true, cancellationToken);
        return name;
    }

    private async Task<DeadLetter> ReadAsync(TableEntity row, CancellationToken cancellationToken)
    {
        var body = row.GetString(Body);
        if (body is null)
        {
            Response<Azure.Storage.Blobs.Models.BlobDownloadResult> blob =
                await Container.GetBlobClient(row.GetString(BodyBlob)).DownloadContentAsync(cancellationToken);
            body = blob.Value.Content.ToString();
        }
        return new DeadLetter(row.PartitionKey, row.RowKey, body, row.GetString(Error),
            Enum.Parse<DeadLetterState>(row.GetString(State)), row.GetInt32(Retries) ?? 0, row.GetDateTimeOffset(At)!.Value);
    }

    private BlobContainerClient Container => blobs.GetBlobContainerClient(ContainerNames.Payloads);
}

/// <summary>The error of one failed try: type and message of the exception, nothing of the input.</summary>
public sealed record Failure(string Error, bool Transient, DateTimeOffset At);

/// <summary>An input that could not be processed, kept whole.</summary>
/// <param name="Queue">The queue it came from, without <c>-poison</c>.</param>
/// <param name="MessageId">The message's own id, or a hash of a body that has none.</param>
/// <param name="Body">The message as it was.</param>
/// <param name="Error">The last error.</param>
/// <param name="State">Whether it will be tried again by itself.</param>
/// <param name="Retries">How often it was.</param>
/// <param name="At">When it came here last.</param>
public sealed record DeadLetter(string Queue, string MessageId, string Body, string Error, DeadLetterState State, int Retries, DateTimeOffset At);

/// <summary>A dead letter as it was read.</summary>
/// <param name="Letter">The letter.</param>
/// <param name="Tag">Tells whether it has changed since.</param>
public sealed record OpenedLetter(DeadLetter Letter, ETag Tag);

/// <summary>States of a dead letter.</summary>
public enum DeadLetterState
{
    /// <summary>Put back on its queue, to be seen again later.</summary>
    Retrying,

    /// <summary>Waits for a human.</summary>
    Dead,

    /// <summary>Put back on its queue by a human: not dead any more, unless it fails again.</summary>
    Replayed,
}
