using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Dead letters, for operators.</summary>
public sealed class DeadLetterFunctions(DeadLetterDoor door)
{
    /// <summary>Puts a dead letter back on its queue.</summary>
    [Function("ReplayDeadLetter")]
    public Task<IResult> Replay(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/dead-letters/{queue}/{id}/replay")] HttpRequest request,
        string queue, string id, CancellationToken cancellationToken) =>
        door.ReplayAsync(request, queue, id, cancellationToken);
}
