using Azure;
using Intake.Commands;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The HTTP side of dead letters.</summary>
public sealed class DeadLetterDoor(DeadLetterStore deadLetters, MessageQueue messages, TimeProvider time)
{
    private static readonly Rejection Unknown = new(RejectionKind.Unknown, "There is no such dead letter.");
    private static readonly Rejection NotNow = new(RejectionKind.Unavailable, "Not accepted just now. Please try again.");

    /// <summary>Orders that a letter is put back on its queue: 202, also for one that was put back before; 404 for one that never was.</summary>
    public async Task<IResult> ReplayAsync(HttpRequest request, string queue, string id, CancellationToken cancellationToken)
    {
        if (!QueueNames.All.Contains(queue, StringComparer.Ordinal) || id.Length != 32 || !id.All(char.IsAsciiHexDigitLower))
            return ProblemAnswer.Of(request, Unknown);
        try
        {
            return await deadLetters.FindAsync(queue, id, cancellationToken) is { } letter
                ? await OrderAsync(letter, cancellationToken)
                : ProblemAnswer.Of(request, Unknown);
        }
        catch (RequestFailedException e) when (e.Status is 0 or 408 or 429 or >= 500)
        {
            return ProblemAnswer.Of(request, NotNow);
        }
    }

    // The same click twice is one order; a letter that died again can be ordered again.
    private async Task<IResult> OrderAsync(DeadLetter letter, CancellationToken cancellationToken)
    {
        var command = new ReplayCommand
        {
            Id = Keys.Id("replay", letter.Queue, letter.MessageId, $"{letter.At.UtcTicks}"),
            At = time.GetUtcNow(),
            Queue = letter.Queue,
            MessageId = letter.MessageId,
        };
        await messages.PutAsync<Command>(
            QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        return Results.StatusCode(StatusCodes.Status202Accepted);
    }
}
