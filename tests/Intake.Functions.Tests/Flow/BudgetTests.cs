using Intake.Handoffs;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Intake.Functions.Tests.Flow;

/// <summary>What a step costs in calls to storage, counted below the SDK: the design's budgets, polls that find nothing left out.</summary>
public sealed class BudgetTests(ITestOutputHelper output)
{
    [Fact]
    public async Task A_form_post_costs_one_call()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(["queue:put intake-submissions"], await CountAsync(pipeline, () => PostAsync(pipeline, "message=hello")));
    }

    [Fact]
    public async Task A_form_post_that_is_too_long_for_a_message_costs_two()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var long_ = string.Concat(Enumerable.Range(0, 28).Select(number => $"note{number}=" + new string('x', 1900) + "&"));
        Assert.Equal(["blob:put payloads", "queue:put intake-submissions"], await CountAsync(pipeline, () => PostAsync(pipeline, long_)));
    }

    [Fact]
    public async Task A_submission_of_a_known_person_costs_12_calls()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1) with { Source = "api", Consents = [new Consent(ConsentPurposes.Tracking, true, "", "")] });
        await pipeline.ProcessAsync(Some.Activity(2, "whitepaper-downloaded", "wp-netcongestie"));
        var calls = await CountAsync(pipeline, () => ThroughAsync(pipeline, Some.Activity(3, "pricing-page-viewed", "wp-netcongestie")));
        Assert.Equal(12, calls.Count);
    }

    [Fact]
    public async Task A_first_submission_costs_15_calls()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var calls = await CountAsync(pipeline, () => ThroughAsync(pipeline, Some.Whitepaper(1)));
        Assert.Equal(15, calls.Count);
    }

    [Fact]
    public async Task A_first_submission_that_is_handed_off_costs_16_calls()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var calls = await CountAsync(pipeline, () => ThroughAsync(pipeline, Some.Demo(1)));
        Assert.Equal(16, calls.Count);
    }

    [Fact]
    public async Task A_submission_of_a_known_person_that_is_handed_off_costs_14_calls()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        var calls = await CountAsync(pipeline, () => ThroughAsync(pipeline, Some.Demo(2) with { Proposition = "energy" }));
        Assert.Equal(14, calls.Count);
    }

    [Fact]
    public async Task A_handoff_to_the_owner_costs_7_calls()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await ThroughAsync(pipeline, Some.Demo(1));
        var calls = await CountAsync(pipeline, pipeline.RunHandoffAsync);
        Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(7, calls.Count);
    }

    [Fact]
    public async Task A_handoff_in_turn_costs_8_calls_and_one_more_the_first_time()
    {
        var elsewhere = Some.Transport with { Owner = null, Postcode = null };
        using var pipeline = await Pipeline.StartAsync(Some.Now, [elsewhere]);
        await ThroughAsync(pipeline, Some.Demo(1));
        Assert.Equal(9, (await CountAsync(pipeline, pipeline.RunHandoffAsync)).Count);
        await ThroughAsync(pipeline, Some.Demo(2).By("a@another-company.example") with { Contact = Some.Demo(2).Contact with { Email = "a@another.example", Country = "NL" } });
        Assert.Equal(8, (await CountAsync(pipeline, pipeline.RunHandoffAsync)).Count);
        Assert.Equal(2, pipeline.Mails.Taken.Count);
    }

    [Fact]
    public async Task A_command_costs_one_read_and_one_put()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        Assert.Equal(["table:query Accounts", "queue:put intake-commands"], await CountAsync(pipeline, () => AnswerAsync(pipeline)));
    }

    private async Task<IReadOnlyList<string>> CountAsync(Pipeline pipeline, Func<Task> act)
    {
        var mark = pipeline.Storage.Mark();
        await act();
        Assert.Empty(pipeline.Pump.Failures);
        List<string> calls = [.. pipeline.Storage.CallsSince(mark).Select(call => $"{call.Operation} {call.Resource}")];
        output.WriteLine($"{calls.Count}: {string.Join(", ", calls)}");
        return calls;
    }

    private static async Task ThroughAsync(Pipeline pipeline, Submission submission)
    {
        await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
    }

    private static async Task PostAsync(Pipeline pipeline, string more)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = "POST";
        request.ContentType = "application/x-www-form-urlencoded";
        request.Headers.Accept = "application/json";
        var body = "email=ingrid%40hoekstra-transport.example&proposition=charging&" + more;
        request.Body = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(body));
        var answer = await pipeline.Get<FormDoor>().PostAsync(request, FormKind.Form, "demo", default);
        Assert.Equal(202, Assert.IsType<IStatusCodeHttpResult>(answer, exactMatch: false).StatusCode);
    }

    private static async Task AnswerAsync(Pipeline pipeline)
    {
        var link = Assert.Single(pipeline.Mails.Taken).Mail.Text.Split('\n', ' ').First(word => word.Contains("/answer/", StringComparison.Ordinal)).Trim();
        var token = new Uri(link).Segments[^1];
        await pipeline.Get<AnswerHandler>().SubmitAsync(token, AnswerForm.FromQuery(new QueryCollection(new Dictionary<string, StringValues> { ["do"] = "accept" })), default);
    }
}
