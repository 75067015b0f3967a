using Intake.Addresses;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The links by which people tell that another address is theirs too.</summary>
public sealed class AddressFunctions(AddressDoor door)
{
    /// <summary>Shows the form for another address; changes nothing.</summary>
    [Function("OtherAddressPage")]
    public Task<IResult> ShowAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "addresses/{token}")] HttpRequest request, string token) =>
        door.ShowAsync(request, token);

    /// <summary>Takes another address.</summary>
    [Function("OtherAddress")]
    public Task<IResult> PostAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "addresses/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.PostAsync(request, token, cancellationToken);

    /// <summary>Asks whether both addresses are theirs; changes nothing.</summary>
    [Function("ConfirmAddressPage")]
    public Task<IResult> AskConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "addresses/confirm/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.AskConfirmAsync(request, token, cancellationToken);

    /// <summary>Takes that both are.</summary>
    [Function("ConfirmAddress")]
    public Task<IResult> ConfirmAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "addresses/confirm/{token}")] HttpRequest request, string token, CancellationToken cancellationToken) =>
        door.ConfirmAsync(request, token, cancellationToken);

    /// <summary>Asks whether to ask an address no more; changes nothing.</summary>
    [Function("RefuseAddressPage")]
    public Task<IResult> AskRefuseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "addresses/refuse/{token}")] HttpRequest request, string token) =>
        door.AskRefuseAsync(request, token);

    /// <summary>Takes that it is to be asked no more.</summary>
    [Function("RefuseAddress")]
    public Task<IResult> RefuseAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "addresses/refuse/{token}")] HttpRequest request, string token) =>
        door.RefuseAsync(request, token);
}
