using System.Text.Json.Nodes;

namespace Intake.Functions.Tests.Mailbox;

/// <summary>A request that is in order, to break in one place.</summary>
internal static class Request
{
    internal static JsonObject With(Action<JsonObject> change)
    {
        var request = JsonNode.Parse("""
            {
              "personalizations": [ { "to": [ { "email": "fenna@lichtveld.example", "name": "Fenna" } ], "custom_args": { "mail": "m1" } } ],
              "from": { "email": "intake@example.com", "name": "Intake" },
              "reply_to": { "email": "no-reply@example.com" },
              "subject": "Hoekstra: Ingrid asked for a demo",
              "headers": { "X-Entity-Ref-ID": "m1" },
              "custom_args": { "kind": "handoff" },
              "content": [ { "type": "text/plain", "value": "Call Ingrid." }, { "type": "text/html", "value": "<p>Call <b>Ingrid</b>.</p>" } ]
            }
            """)!.AsObject();
        change(request);
        return request;
    }

    internal static JsonObject Envelope(this JsonObject request) => request["personalizations"]![0]!.AsObject();

    internal static JsonArray People(int count, string prefix) =>
        new([.. Enumerable.Range(0, count).Select(i => new JsonObject { ["email"] = $"{prefix}{i}@example.com" })]);
}
