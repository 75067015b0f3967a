using System.Collections.Immutable;
using System.Text.Json;
using Azure.Storage.Queues;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.DeadLetters;

/// <summary>Takes a message that failed too often: one whose last error was transient is put back for later, three times; any other becomes a dead letter.</summary>
public sealed partial class PoisonHandler(
    DeadLetterStore deadLetters, QueueServiceClient queues, TimeProvider time, ILogger<PoisonHandler> logger)
{
    private static readonly ImmutableArray<TimeSpan> Delays = [TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(4)];

    /// <summary>Handles one message of the poison queue of <paramref name="queue"/>.</summary>
    public async Task HandleAsync(string queue, BinaryData message, CancellationToken cancellationToken)
    {
        var body = message.ToString();
        var id = IdOf(body);
        var failure = await deadLetters.FailureAsync(id, cancellationToken);
        var known = await deadLetters.FindAsync(queue, id, cancellationToken);
        var letter = new DeadLetter(
            queue, id, body, failure?.Error ?? "no error was recorded", DeadLetterState.Dead, known?.Retries ?? 0, time.GetUtcNow());

        if (failure is { Transient: true } && letter.Retries < Delays.Length) await RetryLaterAsync(letter, message, cancellationToken);
        else await BuryAsync(letter, cancellationToken);
    }

    // Recorded first: a crash before the put leaves the poison message, which comes again.
    private async Task RetryLaterAsync(DeadLetter letter, BinaryData message, CancellationToken cancellationToken)
    {
        var delay = Delays[letter.Retries];
        await deadLetters.PutAsync(letter with { State = DeadLetterState.Retrying, Retries = letter.Retries + 1 }, cancellationToken);
        await queues.GetQueueClient(letter.Queue).SendMessageAsync(message, delay, MessageQueue.Forever, cancellationToken);
        RetryingLater(logger, letter.MessageId, letter.Queue, delay, letter.Error);
    }

    private async Task BuryAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        await deadLetters.PutAsync(letter, cancellationToken);
        Buried(logger, letter.MessageId, letter.Queue, letter.Error);
    }

    /// <summary>The message's own id; for a body without one, a hash of it, so that the same body is the same dead letter.</summary>
    public static string IdOf(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("id", out var id) && id.ValueKind == JsonValueKind.String
                && id.GetString() is { Length: 32 } text && text.All(char.IsAsciiHexDigitLower)) return text;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            // Not JSON at all is what many a poison message is, or half of a surrogate pair for an id; its hash names it.
        }
        return Keys.Id("body", body);
    }

    [LoggerMessage(LogLevel.Warning, "Message {MessageId} of {Queue} is tried again in {Delay}: {Error}")]
    private static partial void RetryingLater(ILogger logger, string messageId, string queue, TimeSpan delay, string error);

    [LoggerMessage(LogLevel.Error, "Message {MessageId} of {Queue} is a dead letter: {Error}")]
    private static partial void Buried(ILogger logger, string messageId, string queue, string error);
}
