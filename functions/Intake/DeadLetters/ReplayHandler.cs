using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.DeadLetters;

/// <summary>Puts dead letters back. Twice is harmless: one that is not dead any more stays where it is.</summary>
public sealed partial class ReplayHandler(DeadLetterStore deadLetters, MessageQueue messages, ILogger<ReplayHandler> logger)
{
    /// <summary>Carries out a replay.</summary>
    /// <exception cref="InvalidDataException">There is no such letter.</exception>
    public async Task HandleAsync(ReplayCommand command, CancellationToken cancellationToken)
    {
        if (await deadLetters.OpenAsync(command.Queue, command.MessageId, cancellationToken) is not { } opened)
            throw new InvalidDataException($"The command {command.Id} is about a dead letter that does not exist.");
        if (opened.Letter.State != DeadLetterState.Dead) return;

        // Put first: a crash before the mark puts it twice, which every step can bear; the other way round it would be lost.
        await messages.PutAgainAsync(command.Queue, command.MessageId, opened.Letter.Body, cancellationToken);
        await deadLetters.MarkReplayedAsync(opened, cancellationToken);
        Replayed(logger, command.MessageId, command.Queue);
    }

    [LoggerMessage(LogLevel.Information, "Message {MessageId} of {Queue} is no dead letter any more: it was put back")]
    private static partial void Replayed(ILogger logger, string messageId, string queue);
}
