using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Blobs;
using Intake.DeadLetters;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Storage;

/// <summary>Takes a queue message apart and hands its items to a handler. A failed try is recorded under the message's id. A batch of one throws,
/// so that the host tries again; of a larger batch only the items that failed are put back, each alone.</summary>
public sealed partial class MessageProcessor(
    MessageQueue messages, BlobServiceClient blobs, DeadLetterStore deadLetters, TimeProvider time, ILogger<MessageProcessor> logger)
{
    /// <summary>Processes one message.</summary>
    /// <param name="queue">The queue it came from.</param>
    /// <param name="message">Its body.</param>
    /// <param name="type">Shape of its envelope.</param>
    /// <param name="idOf">The id that an item gets as a message of its own.</param>
    /// <param name="handle">Handles one item; throws for a fault that another try may cure.</param>
    /// <param name="cancellationToken">Cancels the run.</param>
    public async Task ProcessAsync<T>(
        string queue, BinaryData message, JsonTypeInfo<Envelope<T>> type, Func<T, string> idOf,
        Func<T, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        try
        {
            var envelope = Parse(message, type);
            using var activity = Tracing.Continue(envelope.Kind, envelope.Traceparent);
            var items = await ItemsAsync(envelope, type, cancellationToken);
            if (items.Length == 1) await handle(items[0], cancellationToken);
            else await EachAsync(queue, envelope, items, type, idOf, handle, cancellationToken);
        }
        catch (Exception exception)
        {
            await RecordAsync(queue, PoisonHandler.IdOf(message.ToString()), exception);
            throw;
        }
    }

    private async Task EachAsync<T>(
        string queue, Envelope<T> envelope, ImmutableArray<T> items, JsonTypeInfo<Envelope<T>> type, Func<T, string> idOf,
        Func<T, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        foreach (var item in items)
        {
            try
            {
                await handle(item, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                await RecordAsync(queue, idOf(item), exception);
                await messages.PutAsync(queue, envelope.Kind, idOf(item), [item], type, cancellationToken);
            }
        }
    }

    private static Envelope<T> Parse<T>(BinaryData message, JsonTypeInfo<Envelope<T>> type) =>
        JsonSerializer.Deserialize(message, type) is { Version: 1 } envelope && (envelope.Blob is not null || !envelope.Items.IsDefaultOrEmpty)
            ? envelope
            : throw new InvalidDataException("Not a message of a known version, or without items.");

    private async Task<ImmutableArray<T>> ItemsAsync<T>(Envelope<T> envelope, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        if (envelope.Blob is not { } blob) return envelope.Items;

        // The blob stays: the message may come again, or become a dead letter. A lifecycle rule removes it.
        var download = await Container.GetBlobClient(blob).DownloadContentAsync(cancellationToken);
        return Parse(download.Value.Content, type).Items;
    }

    // A message is not lost because its error could not be noted: the fault that matters is thrown on.
    private async Task RecordAsync(string queue, string id, Exception exception)
    {
        var failure = Failures.Of(exception, time.GetUtcNow());
        TryFailed(logger, id, queue, failure.Error);
        try
        {
            await deadLetters.RecordFailureAsync(id, failure, CancellationToken.None);
        }
        catch (Exception unrecorded)
        {
            NotRecorded(logger, id, Failures.Of(unrecorded, failure.At).Error);
        }
    }

    private BlobContainerClient Container => blobs.GetBlobContainerClient(ContainerNames.Payloads);

    [LoggerMessage(LogLevel.Warning, "A try of message {MessageId} of {Queue} failed: {Error}")]
    private static partial void TryFailed(ILogger logger, string messageId, string queue, string error);

    [LoggerMessage(LogLevel.Error, "The failure of message {MessageId} could not be recorded: {Error}")]
    private static partial void NotRecorded(ILogger logger, string messageId, string error);
}
