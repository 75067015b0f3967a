using Intake.Commands;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>Takes in what operators and other systems order: checked by a read or two, put on the queue, carried out from there.</summary>
public sealed class CommandDesk(MessageQueue queue)
{
    private const int IdLength = 32;

    /// <summary>Whether a text could be one of our ids.</summary>
    public static bool IsId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Puts a command; when this returns it is durable.</summary>
    public Task PutAsync(Command command, CancellationToken cancellationToken) =>
        queue.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);

    /// <summary>An answer, or 503 where the storage does not let us know what to answer.</summary>
    public static async Task<IResult> OrNotNowAsync(HttpRequest request, Func<Task<IResult>> answer, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        try
        {
            return await answer();
        }
        catch (Exception fault) when (Failures.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return ProblemAnswer.Of(request, SubmissionDesk.NotNow);
        }
    }
}
