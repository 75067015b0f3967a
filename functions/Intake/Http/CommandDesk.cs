using Intake.Commands;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Http;

/// <summary>Takes in what operators and other systems order: checked by a read or two, put on the queue, carried out from there.</summary>
public sealed class CommandDesk(MessageQueue queue, TimeProvider time, ILogger<CommandDesk> logger)
{
    private const int IdLength = 32;

    // What people wait for at a page.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Whether a text could be one of our ids.</summary>
    public static bool IsId(string? text) => text is { Length: IdLength } && text.All(char.IsAsciiHexDigitLower);

    /// <summary>Puts a command; when this returns it is durable.</summary>
    public Task PutAsync(Command command, CancellationToken cancellationToken) =>
        queue.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);

    /// <summary>The same for somebody who waits: false where the queue does not take it in time. It may be there all the same, and its id makes that harmless.</summary>
    public async Task<bool> TryPutAsync(Command command)
    {
        using var timeout = new CancellationTokenSource(Budget, time);
        try
        {
            await PutAsync(command, timeout.Token).WaitAsync(Budget, time, CancellationToken.None);
            return true;
        }
        catch (Exception e)
        {
            ReceiveLog.NotPut(logger, command.Id, e.GetType().Name, (e as Azure.RequestFailedException)?.Status ?? 0);
            return false;
        }
    }

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
