using Intake.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The links in mails to persons.</summary>
public sealed class SubscriptionFunctions(SubscriptionDoor door)
{
    /// <summary>Asks whether to confirm; changes nothing.</summary>
    [Function("ConfirmPage")]
    public Task<IResult> AskConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "confirm/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.AskConfirmAsync(request, token, cancellationToken);

    /// <summary>Confirms a consent.</summary>
    [Function("Confirm")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "confirm/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.ConfirmAsync(request, token, cancellationToken);

    /// <summary>Asks what is to end; changes nothing.</summary>
    [Function("UnsubscribePage")]
    public Task<IResult> AskUnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "unsubscribe/{token}")] HttpRequest request, string token) =>
        door.AskUnsubscribeAsync(request, token);

    /// <summary>Ends mail, or mail and profiling.</summary>
    [Function("Unsubscribe")]
    public Task<IResult> UnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "unsubscribe/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.UnsubscribeAsync(request, token, cancellationToken);
}
