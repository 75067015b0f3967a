using Intake.Merging;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Who is whom, for operators: each order can be taken back.</summary>
public sealed class MergeFunctions(MergeDoor door)
{
    /// <summary>Two addresses are one person's.</summary>
    [Function("MergePersons")]
    public Task<IResult> MergePersons(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/people/merge")] HttpRequest request, CancellationToken cancellationToken) =>
        door.MergePersonsAsync(request, cancellationToken);

    /// <summary>Two accounts are one company's.</summary>
    [Function("MergeAccounts")]
    public Task<IResult> MergeAccounts(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/merge")] HttpRequest request, CancellationToken cancellationToken) =>
        door.MergeAccountsAsync(request, cancellationToken);

    /// <summary>Somebody does work for the company that they say.</summary>
    [Function("ConfirmClaim")]
    public Task<IResult> ConfirmClaim(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{id}/claim/confirm")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ConfirmClaimAsync(request, id, cancellationToken);

    /// <summary>Somebody does not work for the company that they say.</summary>
    [Function("RefuseClaim")]
    public Task<IResult> RefuseClaim(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/accounts/{id}/claim/refuse")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.RefuseClaimAsync(request, id, cancellationToken);

    /// <summary>How far a merge is.</summary>
    [Function("ShowMerge")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Function, "get", Route = "api/merges/{id}")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.ShowAsync(request, id, cancellationToken);

    /// <summary>A merge was a mistake.</summary>
    [Function("UndoMerge")]
    public Task<IResult> Undo(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "api/merges/{id}/undo")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        door.UndoAsync(request, id, cancellationToken);
}
