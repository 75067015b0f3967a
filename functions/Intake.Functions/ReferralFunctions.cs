using Intake.Referrals;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Referrals by colleagues and partners.</summary>
public sealed class ReferralFunctions(ReferralDoor door)
{
    /// <summary>Shows the page that asks for one's address.</summary>
    [Function("ReferPage")]
    public Task<IResult> ShowAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "refer")] HttpRequest request) =>
        door.ShowAsync(request);

    /// <summary>Takes an address, to mail the personal link to.</summary>
    [Function("Refer")]
    public Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "refer")] HttpRequest request, CancellationToken cancellationToken) =>
        door.PostAsync(request, cancellationToken);

    /// <summary>Shows the form behind a personal link.</summary>
    [Function("ReferralPage")]
    public Task<IResult> ShowFormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "refer/{token}")] HttpRequest request, string token) =>
        door.ShowAsync(request, token);

    /// <summary>Takes a referral.</summary>
    [Function("Referral")]
    public Task<IResult> PostFormAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "refer/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.PostAsync(request, token, cancellationToken);
}
