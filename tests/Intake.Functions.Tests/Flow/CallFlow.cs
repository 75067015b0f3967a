using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Calls of form providers through the real door and handlers.</summary>
internal static class CallFlow
{
    public const string Secret = "a secret of the flows, long enough";

    private static readonly Uri Address = new("https://intake.lichtveld.example/api/webhooks/any");

    /// <summary>A response to the sample's Typeform form; the address stands in a field of the given name.</summary>
    public static string Response(string emailRef = "work_email", string token = "t1", string remarks = "") => JsonSerializer.Serialize(new
    {
        event_id = "e1",
        event_type = "form_response",
        form_response = new
        {
            form_id = "lT4Z3j",
            token,
            submitted_at = "2026-09-24T11:58:00Z",
            answers = new object[]
            {
                new { type = "email", email = "ingrid@hoekstra-transport.example", field = new { id = "f1", @ref = emailRef } },
                new { type = "choice", choice = new { label = "Charging our cars and vans" }, field = new { id = "f2", @ref = "interest" } },
                new { type = "text", text = "Facility manager", field = new { id = "f3", @ref = "job_title" } },
                new { type = "text", text = remarks, field = new { id = "f4", @ref = "remarks" } },
            },
        },
    });

    /// <summary>Posts as Typeform does.</summary>
    public static Task<CallAnswer> TypeformAsync(this Pipeline pipeline, string body) => PostAsync(pipeline, "typeform", body,
        ("typeform-signature", "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)))));

    /// <summary>Posts as HubSpot does.</summary>
    public static Task<CallAnswer> HubSpotAsync(this Pipeline pipeline, string body)
    {
        var time = pipeline.Now.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes($"POST{Address}{body}{time}"));
        return PostAsync(pipeline, "hubspot", body, ("x-hubspot-request-timestamp", time), ("x-hubspot-signature-v3", Convert.ToBase64String(hash)));
    }

    /// <summary>What the receipt of an answer tells now.</summary>
    public static Task<Outcome> OutcomeAsync(this Pipeline pipeline, CallAnswer answer) =>
        pipeline.Get<ReceiptReader>().ReadAsync(pipeline.Get<Receipts>().Open(answer.Receipt!.Value!)!, default);

    /// <summary>Orders a replay as an operator does, and gives the status.</summary>
    public static async Task<int?> ReplayAsync(this Pipeline pipeline, string queue, string id)
    {
        var answer = await pipeline.Get<DeadLetterDoor>().ReplayAsync(new DefaultHttpContext().Request, queue, id, default);
        return ((IStatusCodeHttpResult)answer).StatusCode;
    }

    /// <summary>The only letter of the calls.</summary>
    public static async Task<DeadLetter> LetterAsync(this Pipeline pipeline)
    {
        var row = Assert.Single(pipeline.Storage.Rows(TableNames.DeadLetters), row => row.PartitionKey == QueueNames.Calls);
        return (await pipeline.Get<DeadLetterStore>().FindAsync(row.PartitionKey, row.RowKey, default))!;
    }

    private static Task<CallAnswer> PostAsync(Pipeline pipeline, string provider, string body, params (string Name, string Value)[] headers) =>
        pipeline.Get<ReceiveCall>().HandleAsync(provider, new WebhookCall(
            [Secret], "POST", Address, null, name => headers.FirstOrDefault(header => header.Name == name).Value, Encoding.UTF8.GetBytes(body), pipeline.Now));
}
