using Intake.Papers;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The files that people asked for.</summary>
public sealed class PaperFunctions(PaperDoor door)
{
    /// <summary>Shows the page with the button; counts nothing.</summary>
    [Function("PaperPage")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "papers/{token}")] HttpRequest request, string token) =>
        door.ShowAsync(request, token);

    /// <summary>Gives the file.</summary>
    [Function("PaperFile")]
    public Task<IResult> DownloadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "papers/{token}/file")] HttpRequest request, string token) =>
        door.DownloadAsync(request, token);

    /// <summary>Gives a file that is freely available.</summary>
    [Function("FreeFile")]
    public Task<IResult> FreeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/whitepapers/{whitepaper}/file")] HttpRequest request, string whitepaper) =>
        door.FreeAsync(request, whitepaper);
}
