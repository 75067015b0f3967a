using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Webhooks of providers. Anonymous for the host: the signature, or the secret in the address, is the key.</summary>
public sealed class WebhookFunctions(WebhookDoor door)
{
    /// <summary>Takes a call.</summary>
    [Function("PostWebhook")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{provider}")] HttpRequest request,
        string provider, CancellationToken cancellationToken) =>
        door.PostAsync(request, provider, secret: null, cancellationToken);

    /// <summary>Takes a call of a provider that signs nothing: the end of the address is the secret.</summary>
    [Function("PostSecretWebhook")]
    public Task<IResult> PostSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webhooks/{provider}/{secret}")] HttpRequest request,
        string provider, string secret, CancellationToken cancellationToken) =>
        door.PostAsync(request, provider, secret, cancellationToken);

    /// <summary>A provider looks whether the address is right before it calls.</summary>
    [Function("GetSecretWebhook")]
    public IResult GetSecret(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/webhooks/{provider}/{secret}")] HttpRequest request,
        string provider, string secret) =>
        door.Get(request, provider, secret);

    /// <summary>The same as a call, at the address that webinar platforms were given first.</summary>
    [Function("PostWebinar")]
    public Task<IResult> PostWebinar(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/webinars/{provider}")] HttpRequest request,
        string provider, CancellationToken cancellationToken) =>
        door.PostAsync(request, provider, secret: null, cancellationToken);
}
