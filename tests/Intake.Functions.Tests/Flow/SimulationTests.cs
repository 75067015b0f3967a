using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.History;
using Intake.Playbooks;
using Intake.Simulation;
using Intake.Storage;
using Intake.Sweeps;
using Intake.Tests.Playbooks;

namespace Intake.Functions.Tests.Flow;

/// <summary>A version of the playbook is tried over HTTP on what happened.</summary>
public sealed class SimulationTests
{
    [Fact]
    public async Task The_version_in_force_would_have_done_what_was_done()
    {
        using var pipeline = await Simulations.LivedAsync(lanes: 3);

        var (_, report) = await pipeline.SimulatedAsync(Versions.Packaged);

        Assert.Equal(Versions.Packaged, (string)report["playbook"]!);
        Assert.Equal((2, 0, 0), ((int)report["accounts"]!, report["gained"]!.AsArray().Count, report["lost"]!.AsArray().Count));
        Assert.Equal((1, 1), ((int)Assert.Single(report["weeks"]!.AsArray())!["did"]!, (int)report["weeks"]![0]!["would"]!));
        Assert.Equal((1, 0), ((int)report["quality"]!["accepted"]!, (int)report["quality"]!["refused"]!));
        Assert.Null(report["failed"]);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Another_version_hands_off_more_and_no_row_of_an_account_and_no_mail_comes_of_it()
    {
        using var pipeline = await Simulations.LivedAsync(lanes: 3);
        var version = (await pipeline.ProposeAsync(("stages.json", Simulations.LowStages))).Text("version");
        var (rows, mails) = (Rows(pipeline), pipeline.Mails.Taken.Count);

        var (id, report) = await pipeline.SimulatedAsync(version);

        Assert.Single(report["gained"]!.AsArray());
        Assert.Empty(report["lost"]!.AsArray());
        Assert.Equal((rows, mails), (Rows(pipeline), pipeline.Mails.Taken.Count));
        var chart = await pipeline.ChartAsync(id);
        Assert.Equal((200, $"/api/simulations/{id}/chart"), (chart.Status, (string)report["links"]!["chart"]!));
        Assert.StartsWith("image/svg+xml", chart.Type, StringComparison.Ordinal);
        Assert.StartsWith("<svg", chart.Body, StringComparison.Ordinal);
        var kept = string.Concat(pipeline.Kept().Where(blob => !blob.Key.EndsWith("order.json", StringComparison.Ordinal)).Select(blob => blob.Value));
        Assert.Contains(Assert.Single(report["gained"]!.AsArray())!["lead"]!.ToString(), kept, StringComparison.Ordinal);
        Assert.All([".example", "hoekstra", "ingrid", "joke"], personal => Assert.DoesNotContain(personal, kept, StringComparison.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("2026-09-25", null)]
    [InlineData(null, "2026-09-23")]
    public async Task The_command_line_tells_the_same(string? from, string? to)
    {
        using var pipeline = await Simulations.LivedAsync();
        var version = (await pipeline.ProposeAsync(("stages.json", Simulations.LowStages))).Text("version");
        var command = await CommandAsync(pipeline, from, to);

        var (_, report) = await pipeline.SimulatedAsync(version, JsonSerializer.Serialize(new Dictionary<string, string?> { ["from"] = from, ["to"] = to }));

        Assert.Equal(to ?? "2026-09-26", (string)report["to"]!);
        foreach (var member in new[] { "state", "links" }) report.AsObject().Remove(member);
        Assert.Equal(command.ToJsonString(), report.ToJsonString());
    }

    [Fact]
    public async Task Ordered_twice_within_a_minute_it_is_one_and_later_another()
    {
        using var pipeline = await Simulations.LivedAsync();

        var first = await pipeline.SimulateAsync(Versions.Packaged);
        pipeline.Time.Advance(TimeSpan.FromSeconds(2));
        var second = await pipeline.SimulateAsync(Versions.Packaged);
        await pipeline.DrainAsync();

        Assert.Equal((202, first.Location), (second.Status, second.Location));
        Assert.Equal($"/api/simulations/{first.Text("simulation")}", first.Location);
        Assert.Single(pipeline.Kept(), blob => blob.Key.EndsWith("order.json", StringComparison.Ordinal));
        Assert.NotEqual(first.Location, (await pipeline.SimulateAsync(Versions.Packaged, """{"from":"2026-09-01"}""")).Location);
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.NotEqual(first.Location, (await pipeline.SimulateAsync(Versions.Packaged)).Location);
    }

    [Fact]
    public async Task It_tells_how_far_it_is_and_does_not_mind_what_becomes_of_the_proposal()
    {
        using var pipeline = await Simulations.LivedAsync();
        var version = (await pipeline.ProposeAsync(("stages.json", Simulations.LowStages))).Text("version");
        var id = (await pipeline.SimulateAsync(version)).Text("simulation");
        Assert.Equal(404, (await pipeline.SimulationAsync(id)).Status);

        await pipeline.Pump.StepAsync();
        foreach (var name in pipeline.Storage.Contents(ContainerNames.Playbook).Keys)
            await pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Playbook).DeleteBlobAsync(name, cancellationToken: TestContext.Current.CancellationToken);
        pipeline.Restart();
        var running = await pipeline.SimulationAsync(id);
        await pipeline.DrainAsync();

        Assert.Equal("running", running.Text("state"));
        Assert.InRange((int)running.Json["percent"]!, 1, 99);
        Assert.Single((await pipeline.SimulationAsync(id)).Json["gained"]!.AsArray());
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task What_is_unknown_or_broken_is_not_tried()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Playbook).GetBlobClient("draft/stages.json").UploadAsync(
            BinaryData.FromString(Simulations.Changed("\"recentDays\": 7", "\"recentDays\": \"week\"")), TestContext.Current.CancellationToken);
        var broken = (await pipeline.ListAsync()).Body.GetProperty("versions").EnumerateArray()
            .Single(each => each.GetProperty("state").GetString() == "broken").GetProperty("version").GetString()!;

        var refused = await pipeline.SimulateAsync(broken);

        Assert.Equal((409, "urn:intake:problem:playbook"), (refused.Status, refused.Text("type")));
        Assert.Contains(refused.Json["problems"]!.AsArray(), problem => (string)problem!["path"]! == "$.gates.prospects.recentDays");
        Assert.All(["0123456789ab", "in-force", ".."], version => Assert.Equal(404, pipeline.SimulateAsync(version).Result.Status));
        Assert.All([Some.Id(1), "x", "../order"], id => Assert.Equal((404, 404), (pipeline.SimulationAsync(id).Result.Status, pipeline.ChartAsync(id).Result.Status)));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Theory]
    [InlineData("""{"from":"2026-09-02","to":"2026-09-01"}""", 422)]
    [InlineData("""{"from":"1 May"}""", 422)]
    [InlineData("""{"to":20260901}""", 422)]
    [InlineData("""{"form":"2026-09-01"}""", 422)]
    [InlineData("[]", 422)]
    [InlineData("{", 400)]
    [InlineData("""{"from":null}""", 202)]
    [InlineData("{}", 202)]
    public async Task Days_that_are_none_are_refused(string body, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);

        Assert.Equal(status, (await pipeline.SimulateAsync(Versions.Packaged, body)).Status);
        Assert.Equal(status == 202 ? 1 : 0, pipeline.Storage.Messages(QueueNames.Commands).Count);
    }

    [Fact]
    public async Task Every_message_may_come_again_and_an_account_that_is_tried_again_counts_once()
    {
        using var once = await Simulations.LivedAsync(lanes: 2);
        using var twice = await Simulations.LivedAsync(lanes: 2);
        var (id, report) = await once.SimulatedAsync(Versions.Packaged);
        Assert.Equal(id, (await twice.SimulateAsync(Versions.Packaged)).Text("simulation"));

        HashSet<string> seen = [];
        do
        {
            foreach (var message in twice.Storage.Messages(QueueNames.Sweeps).Where(message => seen.Add(message.Text)))
                await twice.Storage.Queues.GetQueueClient(QueueNames.Sweeps).SendMessageAsync(message.Decoded, TestContext.Current.CancellationToken);
        }
        while (await twice.Pump.StepAsync());
        Assert.Equal(once.Kept(), twice.Kept());

        var account = (await twice.AccountsAsync())[0].State.Account.Id;
        await twice.Get<SweepHandler>().HandleAsync(
            new Sweep { Id = Some.Id(1), Kind = SweepKinds.Simulate, Group = id, Lane = 0, Lanes = 2, After = "00", Account = account }, TestContext.Current.CancellationToken);
        Assert.Equal(once.Kept().Count + 1, twice.Kept().Count);
        Assert.Equal(report.ToJsonString(), (await twice.SimulationAsync(id)).Json.ToJsonString());
    }

    [Fact]
    public async Task Whatever_fails_or_dies_on_the_way_the_report_is_the_same()
    {
        var (id, expected) = ("", "");
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await Simulations.LivedAsync();
                id = (await pipeline.SimulateAsync(Versions.Packaged)).Text("simulation");
                return pipeline;
            },
            (pipeline, struck) =>
            {
                var report = pipeline.Kept()[$"simulations/{id}/report.json"];
                if (struck is null) expected = report;
                Assert.Equal(expected, report);
                Assert.StartsWith("<svg", pipeline.Kept()[$"simulations/{id}/chart.svg"], StringComparison.Ordinal);
                Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
            });

        Assert.Contains("\"accepted\": 1", expected, StringComparison.Ordinal);
        Assert.InRange(calls, 20, 60);
    }

    private static async Task<JsonNode> CommandAsync(Pipeline pipeline, string? from, string? to)
    {
        var folder = Directory.CreateTempSubdirectory("intake-simulation-");
        try
        {
            var json = Path.Combine(folder.FullName, "report.txt");
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "stages.json"), Simulations.LowStages, TestContext.Current.CancellationToken);
            string[] days = [.. from is null ? [] : new[] { "--from", from }, .. to is null ? [] : new[] { "--to", to }];
            using StringWriter output = new(CultureInfo.InvariantCulture), errors = new(CultureInfo.InvariantCulture);
            var command = new SimulateCommand(pipeline.Get<HistoryReader>(), pipeline.Get<PlaybookLocation>(), pipeline.Time);
            await command.RunAsync(["--playbook", folder.FullName, "--json", json, .. days], output, errors, false, TestContext.Current.CancellationToken);
            return JsonNode.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken))!;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static string Rows(Pipeline pipeline) => string.Join('\n', TableNames.All.Where(table => table != TableNames.Playbooks)
        .SelectMany(table => pipeline.Storage.Rows(table).Select(row => $"{table} {row.PartitionKey} {row.RowKey} {row.ETag}")));
}
