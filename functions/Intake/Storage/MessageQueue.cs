using System.Collections.Immutable;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Intake.Storage;

/// <summary>Puts messages on the queues. A batch above 48 KiB goes to a blob first and the message names the blob.</summary>
public sealed class MessageQueue(QueueServiceClient queues, BlobServiceClient blobs)
{
    /// <summary>Above this many bytes of JSON the items are put in a blob; base64 makes 64 KiB of it, the most a queue takes.</summary>
    public const int MaxMessageBytes = 48 * 1024;

    /// <summary>The default would drop a message after 7 days.</summary>
    public static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>Puts one message; when this returns it is durable.</summary>
    /// <exception cref="Azure.RequestFailedException">The queue or the blob did not take it; it may be there all the same.</exception>
    public Task PutAsync<T>(
        string queue, string kind, string id, ImmutableArray<T> items, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken) =>
        PutLaterAsync(null, queue, kind, id, items, type, cancellationToken);

    /// <summary>Puts one message that nobody takes before a time has passed; null for at once.</summary>
    /// <exception cref="Azure.RequestFailedException">The queue or the blob did not take it; it may be there all the same.</exception>
    public async Task PutLaterAsync<T>(
        TimeSpan? delay, string queue, string kind, string id, ImmutableArray<T> items, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        var envelope = new Envelope<T>(kind, 1, id, Activity.Current?.Id, items);
        var body = JsonSerializer.SerializeToUtf8Bytes(envelope, type);
        if (body.Length > MaxMessageBytes) body = await ClaimCheckAsync(envelope, body, type, cancellationToken);

        await queues.GetQueueClient(queue).SendMessageAsync(
            BinaryData.FromBytes(body), visibilityTimeout: delay, timeToLive: Forever, cancellationToken);
    }

    /// <summary>Puts a message again that was kept whole, as it was; a larger one than a queue takes goes to a blob as it did before.</summary>
    public async Task PutAgainAsync(string queue, string id, string body, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        if (bytes.Length > MaxMessageBytes && JsonNode.Parse(body) is JsonObject envelope)
        {
            var blob = $"{queue}/{id}-{Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 8))}.json";
            await blobs.GetBlobContainerClient(ContainerNames.Payloads).GetBlobClient(blob)
                .UploadAsync(BinaryData.FromBytes(bytes), overwrite: true, cancellationToken);
            (envelope["items"], envelope["blob"]) = (new JsonArray(), blob);
            bytes = Encoding.UTF8.GetBytes(envelope.ToJsonString());
        }
        await queues.GetQueueClient(queue).SendMessageAsync(
            BinaryData.FromBytes(bytes), visibilityTimeout: null, timeToLive: Forever, cancellationToken);
    }

    /// <summary>A message whole, whatever its size, as a dead letter keeps it.</summary>
    public static string BodyOf<T>(string kind, string id, ImmutableArray<T> items, JsonTypeInfo<Envelope<T>> type) =>
        JsonSerializer.Serialize(new Envelope<T>(kind, 1, id, Activity.Current?.Id, items), type);

    private async Task<byte[]> ClaimCheckAsync<T>(Envelope<T> envelope, byte[] body, JsonTypeInfo<Envelope<T>> type, CancellationToken cancellationToken)
    {
        // Named by its content too: the same id may come again with other content, and the message before it must find its own.
        var blob = $"{envelope.Kind}/{envelope.Id}-{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 8))}.json";
        await blobs.GetBlobContainerClient(ContainerNames.Payloads).GetBlobClient(blob)
            .UploadAsync(BinaryData.FromBytes(body), overwrite: true, cancellationToken);
        return JsonSerializer.SerializeToUtf8Bytes(envelope with { Items = [], Blob = blob }, type);
    }
}
