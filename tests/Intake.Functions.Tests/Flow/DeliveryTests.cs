using Azure.Data.Tables;
using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Outgoing;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Other systems are told what happens.</summary>
public sealed class DeliveryTests
{
    private static readonly WebhookOutcome Down = new("status-500");

    [Fact]
    public async Task A_handoff_is_told_with_all_that_is_needed_to_follow_up()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.DrainAsync();

        var (at, call, body) = Assert.Single(bin.Taken);
        var data = body.GetProperty("data");
        Assert.Equal(("handoff.made", Some.Now, "https://crm.example/hook"), (body.GetProperty("type").GetString(), at, call.Url.AbsoluteUri));
        Assert.Equal(("mql", "Marketing Qualified"), (Text(data, "lead", "stage", "id"), Text(data, "lead", "stage", "theirs")));
        Assert.Equal(("hoekstra", "Hoekstra Transport", "Ingrid Hoekstra", "fenna"),
            (Text(data, "account", "bookId"), Text(data, "account", "name"), Text(data, "person", "name"), Text(data, "handoff", "accountManager", "id")));
        Assert.Equal(data.GetProperty("score").GetProperty("total").GetDecimal(), data.GetProperty("score").GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("points").GetDecimal()));
        Assert.StartsWith("https://intake.lichtveld.example/answer/", Text(data, "handoff", "answerUrl"), StringComparison.Ordinal);
        Assert.Equal("Delivered", Row(pipeline).GetString("State"));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Who_is_not_told_costs_no_row_and_no_call()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.InterestShown]);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.DrainAsync();

        Assert.Empty(bin.Tries);
        Assert.Empty(pipeline.Storage.Rows(TableNames.Deliveries));
    }

    [Fact]
    public async Task An_endpoint_that_is_down_is_tried_by_the_schedule_and_then_it_is_a_dead_letter_that_can_be_put_back()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
        using var _ = pipeline;
        bin.Always = Down;

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddDays(6));

        Assert.Equal(10, bin.Tries.Count);
        Assert.All(bin.Tries.Zip(bin.Tries.Skip(1)).Zip(DeliverySchedule.Waits.Skip(1)), tried =>
            Assert.InRange(tried.First.Second - tried.First.First, tried.Second, tried.Second * 1.1 + TimeSpan.FromSeconds(1)));
        Assert.Equal(("Failed", "status-500"), (Row(pipeline).GetString("State"), Row(pipeline).GetString("Failure")));
        var letter = await pipeline.Get<DeadLetterStore>().FindAsync(QueueNames.Deliveries, Row(pipeline).RowKey, default);
        Assert.Equal((DeadLetterState.Dead, "endpoint crm: status-500"), (letter!.State, letter.Error));

        bin.Always = null;
        await pipeline.OrderAsync(new ReplayCommand { Id = Some.Id(99), At = pipeline.Now, Queue = QueueNames.Deliveries, MessageId = letter.MessageId });
        await pipeline.DrainAsync();

        Assert.Equal("msg_" + letter.MessageId, Assert.Single(bin.Taken).Call.Id);
        Assert.Equal("Delivered", Row(pipeline).GetString("State"));
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Fact]
    public async Task Each_try_has_the_same_id_and_a_new_time()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
        using var _ = pipeline;
        bin.Next(Down, new WebhookOutcome("status-429", NotBefore: TimeSpan.FromHours(1)));

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddHours(2));

        Assert.Equal(3, bin.Tries.Count);
        Assert.InRange(bin.Tries[2] - bin.Tries[1], TimeSpan.FromHours(1), TimeSpan.FromHours(1.1));
        Assert.Equal(bin.Tries[2].ToUnixTimeSeconds(), Assert.Single(bin.Taken).Call.Timestamp);
    }

    [Fact]
    public async Task An_endpoint_that_is_gone_is_told_nothing_until_it_is_enabled()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade, OutgoingEvents.StageChanged]);
        using var _ = pipeline;
        bin.Next(new WebhookOutcome("status-410", Gone: true));

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddDays(10));

        Assert.Single(bin.Tries);
        var (status, body) = await pipeline.Get<EndpointDoor>().AskAsync(door => door.ListAsync);
        Assert.Equal((200, "disabled", 2), (status, body.GetProperty("endpoints")[0].GetProperty("state").GetString(), body.GetProperty("endpoints")[0].GetProperty("waiting").GetInt32()));
        pipeline.AssertAtRest();

        await pipeline.OrderAsync(new EnableEndpointCommand { Id = Some.Id(98), At = pipeline.Now, Endpoint = "crm" });
        await pipeline.DrainAsync();

        Assert.Equal(2, bin.Taken.Count);
        Assert.All(Rows(pipeline), row => Assert.Equal("Delivered", row.GetString("State")));
    }

    [Fact]
    public async Task Without_an_address_it_waits_and_is_listed()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade], address: false);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddHours(3.5));

        Assert.Empty(bin.Tries);
        Assert.Equal(("Due", "no-address"), (Row(pipeline).GetString("State"), Row(pipeline).GetString("Failure")));
        Assert.Single(pipeline.Storage.Messages(QueueNames.Deliveries));
        var (_, listed) = await pipeline.Get<EndpointDoor>().AskAsync(door => door.DeliveriesAsync, "?state=due");
        Assert.Equal("handoff.made", Assert.Single(listed.GetProperty("deliveries").EnumerateArray()).GetProperty("event").GetString());
    }

    [Fact]
    public async Task What_sales_answers_and_every_change_of_stage_is_told()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffAnswered, OutgoingEvents.StageChanged]);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Demo(1));
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        var handoff = Assert.Single(state.Handoffs.Values);
        await pipeline.OrderAsync(new Handoffs.AnswerCommand { Id = Some.Id(97), Account = state.Account.Id, At = pipeline.Now, Handoff = handoff.Id, Answer = "accept", By = "fenna" });
        await pipeline.DrainAsync();

        Assert.Equal(["handoff.answered", "stage.changed", "stage.changed"], bin.Taken.Select(taken => taken.Body.GetProperty("type").GetString()!).Order());
        var data = bin.Taken.Select(taken => taken.Body.GetProperty("data")).ToList();
        Assert.Equal("accept", data.Where(each => each.GetProperty("handoff").TryGetProperty("answer", out var _)).Select(each => Text(each, "handoff", "answer", "kind")).Distinct().Single());
        Assert.Equal(["mql", "sal"], data.Where(each => each.TryGetProperty("change", out var _)).Select(each => Text(each, "change", "to", "id")));
    }

    [Fact]
    public async Task A_customer_below_the_line_is_told_of_once_a_day()
    {
        var customer = Some.Transport with { Kind = "customer" };
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.InterestShown], companies: [customer]);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.ProcessAsync(Some.Activity(2, "whitepaper-downloaded", "wp-netcongestie", Some.Now.AddMinutes(1)));
        await pipeline.RunUntilAsync(Some.Now.AddDays(1));
        await pipeline.ProcessAsync(Some.Activity(3, "page-viewed", "page-charging", pipeline.Now));
        await pipeline.DrainAsync();

        Assert.All(bin.Taken, taken => Assert.Equal("interest.shown", taken.Body.GetProperty("type").GetString()));
        Assert.Equal(bin.Taken.Count, bin.Taken.Select(taken => (Text(taken.Body, "data", "lead", "id"), taken.At.Date)).Distinct().Count());
        Assert.NotEmpty(bin.Taken);
        Assert.DoesNotContain(bin.Taken, taken => taken.Body.GetProperty("data").TryGetProperty("handoff", out var _));
    }

    [Fact]
    public async Task A_prospect_below_the_line_is_nobodys_news()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.InterestShown]);
        using var _ = pipeline;

        await pipeline.ProcessAsync(Some.Whitepaper(1));
        await pipeline.DrainAsync();

        Assert.Empty(bin.Tries);
    }

    [Fact]
    public async Task A_try_reaches_the_endpoint()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
        using var _ = pipeline;

        var (status, _) = await pipeline.Get<EndpointDoor>().AskAsync(door => (request, token) => door.TestAsync(request, "crm", token));
        await pipeline.DrainAsync();

        Assert.Equal((202, "ping"), (status, Assert.Single(bin.Taken).Body.GetProperty("type").GetString()));
        Assert.Equal(404, (await pipeline.Get<EndpointDoor>().AskAsync(door => (request, token) => door.TestAsync(request, "crmm", token))).Status);
    }

    [Fact]
    public async Task Wherever_it_fails_or_dies_the_endpoint_is_told_and_by_one_id() => await EveryCall.FailsOnceAsync(
        async () =>
        {
            var (pipeline, _) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
            await pipeline.SubmitAsync(Some.Demo(1));
            return pipeline;
        },
        (pipeline, struck) =>
        {
            var row = Assert.Single(Rows(pipeline));
            Assert.Equal(("Delivered", $"{struck}"), (row.GetString("State"), $"{struck}"));
            var bin = (WebhookBin)pipeline.Get<IWebhookSender>();
            Assert.Equal("msg_" + row.RowKey, Assert.Single(bin.Taken.Select(taken => taken.Call.Id).Distinct()));
        });

    private static TableEntity Row(Pipeline pipeline) => Assert.Single(Rows(pipeline));

    private static IEnumerable<TableEntity> Rows(Pipeline pipeline) => pipeline.Storage.Rows(TableNames.Deliveries).Where(row => row.RowKey != "endpoint");

    private static string? Text(System.Text.Json.JsonElement element, params string[] path) => path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString();
}
