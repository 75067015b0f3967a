using System.Text.Json;
using Intake.Accounts;
using Intake.Departures;
using Intake.Storage;
using Intake.Tests.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Who left: told over HTTP, carried out from the queue, seen in the score and the mail.</summary>
public sealed class DepartureFlowTests
{
    private const string Ingrid = "ingrid@hoekstra-transport.example", Piet = "piet@hoekstra-transport.example";

    [Fact]
    public async Task Who_left_is_marked_with_when_and_why_and_the_lead_stays()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Whitepaper(2).By(Piet) with { Contact = new() { Email = Piet, JobTitle = "Intern" } });
        var before = (await LeadAsync(pipeline)).Score!;

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        var mark = pipeline.Storage.Mark();
        Assert.Equal(202, await LeftAsync(pipeline, IdOf(pipeline, Ingrid), """{"reason":"bounce","note":"550 no such user"}"""));
        Assert.Equal(["table:get People", "queue:put intake-commands"], pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}"));
        await pipeline.DrainAsync();

        Assert.True(await HasLeftAsync(pipeline, Ingrid));
        Assert.Equal([new FactChange("left", "no", "bounce", pipeline.Now, Changes(pipeline)[0].By) { Person = IdOf(pipeline, Ingrid), Note = "550 no such user" }], Changes(pipeline));
        var after = (await LeadAsync(pipeline)).Score!;
        Assert.Equal(before.Interest, after.Interest);
        Assert.True(after.Fit < before.Fit, "The manager is gone: the intern is the best who is there.");
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Told_twice_it_is_one_change_and_a_message_that_comes_twice_changes_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await LeftAsync(pipeline, IdOf(pipeline, Ingrid), """{"reason":"told"}""");
        await LeftAsync(pipeline, IdOf(pipeline, Ingrid), """{"reason":"told"}""");
        await pipeline.DrainAsync();
        Assert.Single(Changes(pipeline));

        var command = new PersonLeftCommand { Id = Some.Id(9), At = pipeline.Now, Person = IdOf(pipeline, Ingrid), Reason = Departure.Bounce };
        await pipeline.Get<PersonLeftHandler>().HandleAsync(command, default);
        var rows = pipeline.Storage.Rows(TableNames.Accounts).Count;
        var revision = (await AccountAsync(pipeline)).Revision;
        await pipeline.Get<PersonLeftHandler>().HandleAsync(command, default);
        Assert.Equal((rows, revision), (pipeline.Storage.Rows(TableNames.Accounts).Count, (await AccountAsync(pipeline)).Revision));
    }

    [Fact]
    public async Task A_mistake_is_mended_and_activity_afterwards_shows_that_they_are_there()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await LeftAsync(pipeline, IdOf(pipeline, Ingrid), """{"reason":"new-employer"}""");
        await pipeline.DrainAsync();
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        Assert.Equal(202, (await RunAsync(pipeline, (door, request) => door.ReturnedAsync(request, IdOf(pipeline, Ingrid), default), "")).Status);
        await pipeline.DrainAsync();
        Assert.False(await HasLeftAsync(pipeline, Ingrid));

        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await LeftAsync(pipeline, IdOf(pipeline, Ingrid), """{"reason":"bounce"}""");
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Activity(2, "calculator-used", "calc-piekvermogen", pipeline.Now.AddHours(-1)));
        Assert.True(await HasLeftAsync(pipeline, Ingrid));
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.ProcessAsync(Some.Activity(3, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        Assert.False(await HasLeftAsync(pipeline, Ingrid));
        Assert.Equal(["new-employer", "no", "bounce", "no"], Changes(pipeline).Select(change => change.To));
        Assert.Equal(Some.Id(3), Changes(pipeline)[^1].By);
    }

    [Fact]
    public async Task The_mail_names_the_next_and_without_one_a_contact_is_sought()
    {
        foreach (var (leaving, expected) in new[] { ((string[])[Ingrid], "Piet"), ([Ingrid, Piet], "Contactpersoon gezocht") })
        {
            using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
            await pipeline.ProcessAsync(Some.Activity(1, "whitepaper-requested", "wp-laden-wagenpark") with { Contact = new() { Email = Piet, FirstName = "Piet", Phone = "+31 38 555 0143" } });
            await pipeline.SubmitAsync(Some.Demo(2) with { Contact = new() { Email = Ingrid, FirstName = "Ingrid", Phone = "+31 38 555 0142" } });
            await pipeline.DrainAsync();
            foreach (var person in leaving) await LeftAsync(pipeline, IdOf(pipeline, person), """{"reason":"told"}""");
            await pipeline.DrainAsync();
            await pipeline.RunHandoffAsync();

            var mail = Assert.Single(pipeline.Mails.Taken).Mail;
            Assert.Contains($"Wie\n{expected}\n", mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("555 0142", mail.Text + mail.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(Ingrid, mail.Text + mail.Html, StringComparison.Ordinal);
            Assert.Equal(leaving.Length == 1, mail.Html.Contains("tel:", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef", 404)]
    [InlineData("0123456789ABCDEF0123456789ABCDEF", 404)]
    [InlineData("x", 404)]
    public async Task Somebody_unknown_is_not_found(string id, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(status, await LeftAsync(pipeline, id, """{"reason":"bounce"}"""));
        Assert.Equal(status, (await RunAsync(pipeline, (door, request) => door.ReturnedAsync(request, id, default), "")).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Theory]
    [InlineData("{}", 422, "reason")]
    [InlineData("""{"reason":"retired"}""", 422, "reason")]
    [InlineData("""{"reason":3}""", 422, "reason")]
    [InlineData("null", 422, "reason")]
    [InlineData("{", 422, "reason")]
    [InlineData("LONG", 422, "note")]
    public async Task Without_a_reason_of_ours_it_is_refused(string body, int status, string field)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        body = body.Replace("LONG", $$"""{"reason":"told","note":"{{new string('x', 501)}}"}""", StringComparison.Ordinal);
        var (told, problem) = await RunAsync(pipeline, (door, request) => door.LeftAsync(request, IdOf(pipeline, Ingrid), default), body);
        Assert.Equal(status, told);
        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    private static async Task<Account> AccountAsync(Pipeline pipeline) => Assert.Single(await pipeline.AccountsAsync()).State.Account;

    private static async Task<Lead> LeadAsync(Pipeline pipeline) => Assert.Single(await pipeline.AccountsAsync()).State.Latest("energy")!;

    private static async Task<bool> HasLeftAsync(Pipeline pipeline, string email) => (await AccountAsync(pipeline)).Members[IdOf(pipeline, email)].Left;

    private static string IdOf(Pipeline pipeline, string email) => pipeline.Get<Keys>().Person(email);

    private static List<FactChange> Changes(Pipeline pipeline) =>
    [
        .. pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:fact:", StringComparison.Ordinal)).OrderBy(row => row.RowKey, StringComparer.Ordinal)
            .SelectMany(row => JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.ImmutableArrayFactChange)).Where(change => change.Name == "left"),
    ];

    private static async Task<int> LeftAsync(Pipeline pipeline, string id, string json) => (await RunAsync(pipeline, (door, request) => door.LeftAsync(request, id, default), json)).Status;

    private static async Task<(int Status, JsonElement Body)> RunAsync(Pipeline pipeline, Func<DepartureDoor, HttpRequest, Task<IResult>> run, string body)
    {
        var context = new DefaultHttpContext { RequestServices = pipeline.Get<IServiceProvider>() };
        (context.Request.Method, context.Request.ContentType) = ("POST", "application/json");
        context.Request.Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        await (await run(pipeline.Get<DepartureDoor>(), context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        using var json = await JsonDocument.ParseAsync(context.Response.Body);
        return (context.Response.StatusCode, json.RootElement.Clone());
    }
}
