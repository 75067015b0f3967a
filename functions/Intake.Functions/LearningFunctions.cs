using Intake.Learning;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>What sales' answers say about the rules.</summary>
public sealed class LearningFunctions(LearningDoor door)
{
    /// <summary>The report of some months.</summary>
    [Function("ShowLearning")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/learning")] HttpRequest request, CancellationToken cancellationToken) =>
        door.ShowAsync(request, cancellationToken);
}
