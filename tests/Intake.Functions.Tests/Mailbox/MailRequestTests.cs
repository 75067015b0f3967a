using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.LocalHost.Mailbox;
using static Intake.Functions.Tests.Mailbox.Request;

namespace Intake.Functions.Tests.Mailbox;

/// <summary>What the provider refuses is refused here, in the same field.</summary>
public class MailRequestTests
{
    public static TheoryData<string, string, Action<JsonObject>> Refused => new()
    {
        { "no personalization", "personalizations", r => r["personalizations"] = new JsonArray() },
        { "personalizations that are no list", "personalizations", r => r["personalizations"] = "x" },
        { "more than 1000 personalizations", "personalizations", r => r["personalizations"] = new JsonArray([.. People(1001, "p").Select(to => (JsonNode)new JsonObject { ["to"] = new JsonArray(to!.DeepClone()) })]) },
        { "more than 1000 recipients", "personalizations", r => { r.Envelope()["to"] = People(600, "a"); r.Envelope()["cc"] = People(401, "b"); } },
        { "no recipients", "personalizations.0.to", r => r.Envelope().Remove("to") },
        { "an empty list of recipients", "personalizations.0.to", r => r.Envelope()["to"] = new JsonArray() },
        { "a recipient without an address", "personalizations.0.to.0.email", r => r.Envelope()["to"]![0]!.AsObject().Remove("email") },
        { "a recipient that is no address", "personalizations.0.to.0.email", r => r.Envelope()["to"]![0]!["email"] = "fenna" },
        { "an address with a line break", "personalizations.0.to.0.email", r => r.Envelope()["to"]![0]!["email"] = "fenna@example.com\r\nBcc: x@example.com" },
        { "an address with a name in it", "personalizations.0.to.0.email", r => r.Envelope()["to"]![0]!["email"] = "Fenna <fenna@example.com>" },
        { "the same address in to and cc", "personalizations.0", r => r.Envelope()["cc"] = JsonNode.Parse("""[{"email":"Fenna@Lichtveld.example"}]""") },
        { "no sender", "from.email", r => r.Remove("from") },
        { "a sender that is no address", "from.email", r => r["from"]!["email"] = "intake@" },
        { "a reply address that is none", "reply_to.email", r => r["reply_to"]!["email"] = "x" },
        { "no subject", "subject", r => r.Remove("subject") },
        { "an empty subject", "subject", r => r["subject"] = "" },
        { "no content", "content", r => r.Remove("content") },
        { "empty content", "content", r => r["content"] = new JsonArray() },
        { "an empty part", "content.0.value", r => r["content"]![0]!["value"] = "" },
        { "a part without a type", "content.0.type", r => r["content"]![0]!.AsObject().Remove("type") },
        { "HTML before text", "content", r => r["content"] = new JsonArray(r["content"]![1]!.DeepClone(), r["content"]![0]!.DeepClone()) },
        { "two parts of one type", "content", r => r["content"]![0]!["type"] = "text/html" },
        { "a reserved header", "headers", r => r["headers"]!["reply-to"] = "x@example.com" },
        { "a reserved header in an envelope", "personalizations.0.headers", r => r.Envelope()["headers"] = new JsonObject { ["Subject"] = "x" } },
        { "a header of two lines", "headers.X-Two", r => r["headers"]!["X-Two"] = "a\r\nBcc: b" },
        { "arguments that are not strings", "custom_args.n", r => r["custom_args"]!["n"] = 1 },
        { "arguments of 10,000 bytes together", "custom_args", r => r.Envelope()["custom_args"]!["x"] = new string('é', 4_991) },
        { "a sandbox that is not a boolean", "mail_settings.sandbox_mode.enable", r => r["mail_settings"] = JsonNode.Parse("""{"sandbox_mode":{"enable":"true"}}""") },
    };

    [Theory, MemberData(nameof(Refused), DisableDiscoveryEnumeration = true)]
    public void Refuses(string what, string field, Action<JsonObject> change)
    {
        var errors = Errors(With(change));
        var error = errors.FirstOrDefault(error => error.Field == field);
        Assert.True(error is not null, $"{what}: {string.Join("; ", errors)}");
        Assert.NotEmpty(error.Message);
        Assert.DoesNotContain(".0", error.Help!.Split('#')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Takes_what_is_in_order_up_to_the_limits() => Assert.Empty(Errors(With(r =>
    {
        r.Envelope()["custom_args"]!["x"] = new string('é', 4_990);
        r.Envelope()["cc"] = People(999, "c");
    })));

    [Fact]
    public void Tells_all_errors_at_once() =>
        Assert.Equal(["from.email", "content", "personalizations", "subject"], Errors([]).Select(error => error.Field));

    [Fact]
    public void A_subject_in_every_envelope_is_enough() =>
        Assert.Empty(Errors(With(r => { r.Remove("subject"); r.Envelope()["subject"] = "Own"; })));

    [Fact]
    public void One_mail_for_each_envelope_with_its_own_arguments_and_headers()
    {
        var request = Read(With(r => r["personalizations"]!.AsArray().Add(JsonNode.Parse("""
            {"to":[{"email":"a@example.com"},{"email":"b@example.com"}],"cc":[{"email":"c@example.com","name":"Cee"}],"subject":"Own","custom_args":{"kind":"own"}}
            """))), new MailErrors());

        var mails = request.Deliver(DateTimeOffset.UnixEpoch).ToList();

        Assert.Equal(["fenna@lichtveld.example", "a@example.com, b@example.com"], mails.Select(mail => mail.To));
        Assert.Equal(["Hoekstra: Ingrid asked for a demo", "Own"], mails.Select(mail => mail.Subject));
        Assert.Equal(["handoff", "own"], mails.Select(mail => mail.CustomArgs["kind"]));
        Assert.Equal("m1", mails[0].CustomArgs["mail"]);
        Assert.Equal("m1", mails[0].Headers["X-Entity-Ref-ID"]);
        Assert.Equal("Intake <intake@example.com>", mails[0].Headers["From"]);
        Assert.Equal("no-reply@example.com", mails[0].Headers["Reply-To"]);
        Assert.Equal("Cee <c@example.com>", mails[1].Headers["Cc"]);
        Assert.Equal(("Call Ingrid.", "<p>Call <b>Ingrid</b>.</p>"), (mails[0].Text, mails[0].Html));
    }

    private static IReadOnlyList<MailError> Errors(JsonObject request)
    {
        var errors = new MailErrors();
        Read(request, errors);
        return errors.Body.Errors;
    }

    private static MailRequest Read(JsonObject request, MailErrors errors)
    {
        using var json = JsonDocument.Parse(request.ToJsonString());
        return MailRequest.Read(json.RootElement, errors);
    }
}
