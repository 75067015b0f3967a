using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Webhooks of webinar platforms.</summary>
public sealed class WebinarFunctions(WebinarDoor door)
{
    /// <summary>Takes a call. Anonymous for the host: the signature is the key.</summary>
    [Function("PostWebinar")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webinars/{provider}")] HttpRequest request,
        string provider, CancellationToken cancellationToken) =>
        door.PostAsync(request, provider, cancellationToken);
}
