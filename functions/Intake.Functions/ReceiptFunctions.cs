using Intake.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>Receipts.</summary>
public sealed class ReceiptFunctions(ReceiptDoor door)
{
    /// <summary>Tells the outcome of a submission.</summary>
    [Function("ShowReceipt")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "api/receipts/{receipt}")] HttpRequest request, string receipt) =>
        door.ShowAsync(request, receipt);
}
