using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>What our own systems and people post, many at a time. Both need a function key.</summary>
public sealed class BulkFunctions(ActivityDoor activities, ImportDoor imports)
{
    /// <summary>Takes activities: one, or a list.</summary>
    [Function("PostActivities")]
    public Task<IResult> PostActivities(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/activities")] HttpRequest request, CancellationToken cancellationToken) =>
        activities.PostAsync(request, cancellationToken);

    /// <summary>Takes a file of contacts, or the attendance report of Teams.</summary>
    [Function("PostImport")]
    public Task<IResult> PostImport(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/imports")] HttpRequest request, CancellationToken cancellationToken) =>
        imports.PostAsync(request, cancellationToken);
}
