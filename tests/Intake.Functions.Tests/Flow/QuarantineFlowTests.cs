using System.Text.Json;
using Intake.Accounts;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Suspects are kept apart with their reasons, and once let go they are as any other.</summary>
public sealed class QuarantineFlowTests
{
    private const string Fields = "email=ingrid%40hoekstra-transport.example&firstName=Ingrid&lastName=Hoekstra&company=Hoekstra+Transport&proposition=charging&message=Call+me";

    [Fact]
    public async Task A_bot_hears_the_same_and_is_kept_with_its_reason_until_it_is_let_go_and_scored_once()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var (status, receipt) = await PostAsync(pipeline, Fields + "&contact_website=https%3A%2F%2Fspam.example");
        Assert.Equal(202, status);
        await pipeline.DrainAsync();
        Assert.Equal(Outcome.Quarantined, await OutcomeAsync(pipeline, receipt));
        Assert.Empty(pipeline.Storage.Rows(TableNames.Accounts));

        var item = Assert.Single(Items(await ListAsync(pipeline)));
        Assert.Equal(("honeypot", "form", "demo", "Call me"), (item.GetProperty("reasons")[0].GetString(), item.GetProperty("source").GetString(),
            item.GetProperty("form").GetString(), item.GetProperty("submission").GetProperty("message").GetString()));

        var id = item.GetProperty("id").GetString()!;
        var mark = pipeline.Storage.Mark();
        Assert.Equal(202, await ReleaseAsync(pipeline, id));
        Assert.Equal(["table:get Quarantine", "queue:put intake-commands"], pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}"));
        Assert.Equal(202, await ReleaseAsync(pipeline, id));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        Assert.Equal(202, await ReleaseAsync(pipeline, id));
        await pipeline.DrainAsync();

        Assert.Equal(Outcome.Scored, await OutcomeAsync(pipeline, receipt));
        Assert.Single(pipeline.Records());
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(Items(await ListAsync(pipeline)));
        Assert.Equal("Released", Assert.Single(pipeline.Storage.Rows(TableNames.Quarantine)).GetString("State"));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task All_its_reasons_are_kept()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var suspect = Some.Demo(1).By("x@mailinator.com");
        suspect = suspect with { Suspicions = ["captcha-failed"], Contact = suspect.Contact with { FirstName = "asdfgh", LastName = "https://spam.example" } };
        await pipeline.ProcessAsync(suspect);
        await pipeline.ProcessAsync(suspect);
        Assert.Equal("captcha-failed disposable links gibberish", Assert.Single(pipeline.Storage.Rows(TableNames.Quarantine)).GetString("Reasons"));
        Assert.Empty(pipeline.Storage.Rows(TableNames.Accounts));
    }

    [Fact]
    public async Task What_is_rightly_held_stays_and_is_listed_no_more_and_may_be_let_go_after_all()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1) with { Suspicions = ["honeypot"] });
        Assert.Equal(422, await DiscardAsync(pipeline, Some.Id(1), "{}"));
        Assert.Equal(202, await DiscardAsync(pipeline, Some.Id(1), """{"reason":"an advertisement"}"""));
        await pipeline.DrainAsync();
        Assert.Empty(Items(await ListAsync(pipeline)));
        Assert.Equal(Outcome.Quarantined, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));

        await ReleaseAsync(pipeline, Some.Id(1));
        await pipeline.DrainAsync();
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
        Assert.Equal(202, await DiscardAsync(pipeline, Some.Id(1), """{"reason":"too late"}"""));
        await pipeline.DrainAsync();
        Assert.Equal("Released", Assert.Single(pipeline.Storage.Rows(TableNames.Quarantine)).GetString("State"));
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef")]
    [InlineData("x")]
    [InlineData("0123456789abcdef0123456789abcdeF")]
    [InlineData("0123456789abcdef0123456789abcdef-")]
    public async Task An_unknown_one_is_not_found(string id)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(404, await ReleaseAsync(pipeline, id));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task A_list_comes_in_pages_that_hold_each_once()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 120; i++)
        {
            var id = Keys.Id("suspect", $"{i}");
            await pipeline.SubmitAsync(id, Some.Demo(i) with { Id = id, Suspicions = ["honeypot"] });
        }
        await pipeline.DrainAsync();

        List<string> ids = [];
        string? after = null;
        do
        {
            var page = await ListAsync(pipeline, after);
            ids.AddRange(Items(page).Select(item => item.GetProperty("id").GetString()!));
            after = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);
        Assert.Equal(120, ids.Count);
        Assert.Equal(120, ids.Distinct().Count());
        Assert.Equal(400, (await RunAsync(pipeline, request => pipeline.Get<QuarantineDoor>().ListAsync(request, default), query: "?after=forged")).Status);
    }

    [Fact]
    public async Task Other_content_under_the_same_key_is_kept_beside_it_and_both_can_be_let_go()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var other = Some.Demo(1) with { Fingerprint = Some.Id(77), Message = "other", Suspicions = ["honeypot"] };
        await pipeline.ProcessAsync(Some.Demo(1) with { Suspicions = ["honeypot"] });
        await pipeline.ProcessAsync(other);
        await pipeline.ProcessAsync(other);
        var ids = Items(await ListAsync(pipeline)).Select(item => item.GetProperty("id").GetString()!).ToList();
        Assert.Equal([Some.Id(1), $"{Some.Id(1)}-{Some.Id(77)}"], ids.Order(StringComparer.Ordinal));

        foreach (var id in ids)
        {
            await ReleaseAsync(pipeline, id);
            await pipeline.DrainAsync();
        }
        Outcome[] outcomes = [await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)), await OutcomeTests.ReceiptAsync(pipeline, other)];
        Assert.Equal([Outcome.Scored, Outcome.Conflict], outcomes.Order());
    }

    [Fact]
    public async Task A_mapped_form_of_a_provider_is_forwarded_by_its_subject_too()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var invoice = Some.Activity(1, "contact-sent", "contact") with { Source = "typeform", Form = "contact", Subject = "invoice", Message = "Where is my invoice?" };
        await pipeline.ProcessAsync(invoice);
        Assert.Equal(Outcome.Forwarded, await OutcomeTests.ReceiptAsync(pipeline, invoice));
        Assert.Equal("administratie@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    internal static async Task<(int Status, string Receipt)> PostAsync(Pipeline pipeline, string fields, params (string Name, string Value)[] headers)
    {
        var (status, body) = await RunAsync(pipeline, request => pipeline.Get<FormDoor>().PostAsync(request, FormKind.Form, "demo", default),
            "application/x-www-form-urlencoded", fields, headers: headers);
        return (status, body.GetProperty("receipt").GetString()!);
    }

    internal static Task<Outcome> OutcomeAsync(Pipeline pipeline, string receipt) =>
        pipeline.Get<ReceiptReader>().ReadAsync(pipeline.Get<Receipts>().Open(receipt)!, default);

    private static async Task<int> ReleaseAsync(Pipeline pipeline, string id) =>
        (await RunAsync(pipeline, request => pipeline.Get<QuarantineDoor>().ReleaseAsync(request, id, default))).Status;

    private static async Task<int> DiscardAsync(Pipeline pipeline, string id, string json) =>
        (await RunAsync(pipeline, request => pipeline.Get<QuarantineDoor>().DiscardAsync(request, id, default), "application/json", json)).Status;

    private static async Task<JsonElement> ListAsync(Pipeline pipeline, string? after = null) =>
        (await RunAsync(pipeline, request => pipeline.Get<QuarantineDoor>().ListAsync(request, default), query: after is null ? "" : "?after=" + after)).Body;

    private static List<JsonElement> Items(JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    private static async Task<(int Status, JsonElement Body)> RunAsync(Pipeline pipeline, Func<HttpRequest, Task<IResult>> run, string? type = null,
        string body = "", string query = "", params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { RequestServices = pipeline.Get<IServiceProvider>() };
        (context.Request.Method, context.Request.ContentType, context.Request.QueryString) = ("POST", type, new QueryString(query));
        context.Request.Headers.Accept = "application/json";
        foreach (var (name, value) in headers) context.Request.Headers[name] = value;
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        await (await run(context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        using var json = await JsonDocument.ParseAsync(context.Response.Body);
        return (context.Response.StatusCode, json.RootElement.Clone());
    }
}
