using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Requests for whitepapers and other content.</summary>
public sealed class WhitepaperFunctions(FormDoor door)
{
    /// <summary>Takes a request.</summary>
    [Function("PostWhitepaper")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/whitepapers/{whitepaper}")] HttpRequest request,
        string whitepaper, CancellationToken cancellationToken) =>
        door.PostAsync(request, FormKind.Whitepaper, whitepaper, cancellationToken);

    /// <summary>Shows the form to request it with.</summary>
    [Function("ShowWhitepaper")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/whitepapers/{whitepaper}")] HttpRequest request, string whitepaper) =>
        door.ShowAsync(request, FormKind.Whitepaper, whitepaper);

    /// <summary>Answers a browser that asks whether a script may post.</summary>
    [Function("PreflightWhitepaper")]
    public Task<IResult> Preflight(
        [HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "api/whitepapers/{whitepaper}")] HttpRequest request, string whitepaper) =>
        door.PreflightAsync(request, FormKind.Whitepaper, whitepaper);
}
