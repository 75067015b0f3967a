using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The account book. It needs a function key.</summary>
public sealed class AccountBookFunctions(AccountBookDoor door)
{
    /// <summary>Takes the export of a CRM.</summary>
    [Function("PutAccountBook")]
    public Task<IResult> PutAccountBook(
        [HttpTrigger(AuthorizationLevel.Function, "put", Route = "api/account-book")] HttpRequest request, CancellationToken cancellationToken) =>
        door.PutAsync(request, cancellationToken);
}
