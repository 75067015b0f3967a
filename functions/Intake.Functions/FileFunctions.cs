using Intake.Handoffs.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The files that the mail to sales links to.</summary>
public sealed class FileFunctions(FileHandler handler)
{
    /// <summary>Gives the contact card.</summary>
    [Function("ContactCard")]
    public Task<IResult> CardAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "card/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        handler.CardAsync(token, cancellationToken);

    /// <summary>Gives the time to call.</summary>
    [Function("CallSlot")]
    public Task<IResult> CalendarAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "calendar/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        handler.CalendarAsync(token, cancellationToken);
}
