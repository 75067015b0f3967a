using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Playbooks.Versions;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Intake.Functions.Tests.Flow;

/// <summary>A playbook from its proposal to the day on which another one takes its place.</summary>
public sealed class PlaybookVersionTests
{
    private static readonly PlaybookFiles Files = new PlaybookFiles([KeyValuePair.Create("scoring.json", (ReadOnlyMemory<byte>)System.Text.Encoding.UTF8.GetBytes(Versions.Scoring(59)))])
        .Over(new PlaybookFiles(Intake.Playbooks.PlaybookFolder.Files(SamplePlaybook.Directory)));

    [Fact]
    public async Task A_proposal_is_shown_with_what_it_says_otherwise_and_who_has_to_approve_it()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var proposed = await pipeline.ProposeAsync(("scoring.json", Versions.Scoring(personCap: 59)));
        var version = proposed.Text("version");
        Assert.Equal((201, $"/api/playbook/{version}"), (proposed.Status, proposed.Location));

        foreach (var answer in new[] { proposed, await pipeline.ShowAsync(version) })
        {
            var change = Assert.Single(answer.Body.GetProperty("difference").EnumerateArray());
            Assert.Equal(("scoring.json", "$.personCap", "60", "59"),
                (change.GetProperty("file").GetString(), change.GetProperty("path").GetString(), change.GetProperty("before").GetString(), change.GetProperty("after").GetString()));
            Assert.Equal(("proposed", true), (answer.Text("state"), answer.Body.GetProperty("valid").GetBoolean()));
            Assert.Equal("""{"marketing":["Noor Willems"],"sales":["Joris van Dam"]}""", JsonNode.Parse(answer.Body.GetProperty("missing").GetRawText())!.ToJsonString());
            Assert.Equal($"/api/playbook/{version}/approve", answer.Body.GetProperty("links").GetProperty("approve").GetString());
        }
        var list = await pipeline.ListAsync();
        Assert.Equal((Versions.Packaged, "in-force", "proposed"),
            (list.Text("inForce"), list.Version(Versions.Packaged).GetProperty("state").GetString(), list.Version(version).GetProperty("state").GetString()));
        Assert.Equal(SamplePlaybook.Instance.Version, pipeline.Playbook.Version);
    }

    [Theory]
    [InlineData("""{"personCap": 60, "note": "\ud800"}""")]
    [InlineData("""{"\udc00": 1}""")]
    public async Task Half_a_character_is_a_problem_like_any_other(string scoring)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);

        var refused = await pipeline.ProposeAsync(("scoring.json", scoring));

        Assert.Equal((400, "urn:intake:problem:playbook"), (refused.Status, refused.Text("type")));
        Assert.Contains(refused.Body.GetProperty("problems").EnumerateArray(), problem => problem.GetProperty("file").GetString() == "scoring.json");
    }

    [Fact]
    public async Task An_order_after_one_that_a_clock_ahead_has_dated_is_carried_out()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.InForceAsync(59);
        var pointers = pipeline.Get<PlaybookPointers>();
        var (tag, pointer) = await pointers.ReadAsync(null, default) is var found ? (found.Tag, found.Pointer!) : default;
        Assert.True(await pointers.MoveAsync(pointer with { Ordered = pipeline.Now.AddSeconds(5) }, tag, default));

        await pipeline.PutInForceAsync(Versions.Packaged);
    }

    [Fact]
    public async Task A_broken_proposal_is_refused_with_every_problem_and_nothing_is_kept()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var refused = await pipeline.ProposeAsync(("scoring.json", Versions.Scoring(personCap: -1)), ("stages.json", "not json"));
        Assert.Equal((400, "urn:intake:problem:playbook"), (refused.Status, refused.Text("type")));
        var problems = refused.Body.GetProperty("problems").EnumerateArray().ToList();
        Assert.Contains(problems, problem => problem.GetProperty("file").GetString() == "scoring.json" && problem.GetProperty("path").GetString() == "$.personCap");
        Assert.Contains(problems, problem => problem.GetProperty("file").GetString() == "stages.json" && problem.GetProperty("message").GetString() is { Length: > 0 });
        Assert.Empty(pipeline.Storage.Contents(ContainerNames.Playbook));
        Assert.Equal(Versions.Packaged, (await pipeline.ListAsync()).Text("inForce"));
    }

    [Theory]
    [InlineData("scorng.json", "{}", 400)]
    [InlineData("", "{}", 400)]
    [InlineData(@"C:\playbook\agreement.json", "{}", 400)]
    [InlineData("scoring.json", null, 413)]
    public async Task What_cannot_be_a_proposal_is_refused(string name, string? content, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(status, (await pipeline.ProposeAsync((name, content ?? new string(' ', PlaybookFiles.MaxBytes + 1)))).Status);
        Assert.Empty(pipeline.Storage.Contents(ContainerNames.Playbook));
    }

    [Theory]
    [InlineData("application/json", "{}", 415)]
    [InlineData("multipart/form-data", "--x", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x\r\nno part", 400)]
    [InlineData("multipart/form-data; boundary=x", "--x--", 400)]
    public async Task What_is_no_upload_is_refused(string type, string body, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(status, (await pipeline.PlaybookAsync((door, request) => door.ProposeAsync(request, default), System.Text.Encoding.UTF8.GetBytes(body), type)).Status);
    }

    [Theory]
    [InlineData("marketing", Versions.Sales, 422)]
    [InlineData("sales", "Somebody Else", 422)]
    [InlineData("sales", "", 422)]
    [InlineData("legal", Versions.Sales, 422)]
    [InlineData("sales", " Joris van Dam ", 202)]
    public async Task Only_who_speaks_for_a_side_approves_for_it(string side, string name, int status)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = (await pipeline.ProposeAsync(("scoring.json", Versions.Scoring(59)))).Text("version");
        Assert.Equal(status, (await pipeline.ApproveAsync(version, side, name)).Status);
        await pipeline.DrainAsync();
        Assert.Equal(status == 202 ? 1 : 0, (await pipeline.ShowAsync(version)).Body.GetProperty("approvals").GetArrayLength());
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        foreach (var version in (string[])["0123456789ab", "..", "in-force", "active.json"])
        {
            Assert.Equal(404, (await pipeline.ShowAsync(version)).Status);
            Assert.Equal(404, (await pipeline.ActivateAsync(version)).Status);
            Assert.Equal(404, (await pipeline.ApproveAsync(version, "sales", Versions.Sales)).Status);
        }
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task Nothing_comes_into_force_before_both_sides_approved_it()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var version = (await pipeline.ProposeAsync(("scoring.json", Versions.Scoring(59)))).Text("version");
        await RefusedAsync("marketing and sales");
        await pipeline.ApproveAsync(version, "marketing", Versions.Marketing);
        await pipeline.DrainAsync();
        await RefusedAsync("by sales");
        // As if it had come by another way than the door.
        await pipeline.OrderAsync(new ActivatePlaybookCommand { Id = Some.Id(1), At = pipeline.Now, Version = version });
        await pipeline.DrainAsync();
        Assert.IsType<InvalidDataException>(pipeline.Pump.Failures[0]);
        Assert.Equal(Versions.Packaged, pipeline.Playbook.Version);

        async Task RefusedAsync(string why)
        {
            var refused = await pipeline.ActivateAsync(version);
            Assert.Equal(409, refused.Status);
            Assert.Contains(why, refused.Text("detail"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_minute_after_it_was_ordered_it_is_in_force_everywhere_at_once()
    {
        var (pipeline, followers) = await StartAsync();
        using var one = pipeline;
        var (other, refresh) = pipeline.AnotherInstance();
        await refresh.RunAsync(default);
        var version = await pipeline.ApprovedAsync(59);
        Assert.Equal("approved", (await pipeline.ShowAsync(version)).Text("state"));
        Assert.Equal(202, (await pipeline.ActivateAsync(version)).Status);
        await pipeline.DrainAsync();
        var list = await pipeline.ListAsync();
        Assert.Equal((version, Versions.Packaged, "coming"),
            (list.Body.GetProperty("coming").GetProperty("version").GetString(), list.Text("inForce"), list.Version(version).GetProperty("state").GetString()));
        Assert.Equal(200, (await pipeline.ActivateAsync(version)).Status);

        pipeline.Time.Advance(TimeSpan.FromSeconds(15));
        await refresh.RunAsync(default);
        var from = list.Body.GetProperty("coming").GetProperty("from").GetDateTimeOffset();
        await pipeline.RunUntilAsync(from - TimeSpan.FromTicks(1));
        Assert.Equal((Versions.Packaged, Versions.Packaged, 0), (pipeline.Playbook.Version, other.Current.Version, followers.Started.Count));
        pipeline.Time.SetUtcNow(from);
        Assert.Equal((version, version, 59), (pipeline.Playbook.Version, other.Current.Version, other.Current.Scoring.PersonCap));

        await pipeline.RunUntilAsync(from + TimeSpan.FromSeconds(1));
        Assert.Equal(version, Assert.Single(followers.Started).Version);
        Assert.True(followers.Started[0].At >= from);
        list = await pipeline.ListAsync();
        Assert.Equal((version, from), (list.Text("inForce"), list.Body.GetProperty("since").GetDateTimeOffset()));
        Assert.False(list.Body.TryGetProperty("coming", out _));
        Assert.Equal("replaced", list.Version(Versions.Packaged).GetProperty("state").GetString());
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_instance_that_starts_later_begins_with_the_one_in_force_and_knows_the_one_to_come()
    {
        var (pipeline, _) = await StartAsync();
        using var one = pipeline;
        var first = await pipeline.InForceAsync(59);
        var second = await pipeline.ApprovedAsync(58);
        await pipeline.ActivateAsync(second);
        await pipeline.DrainAsync();
        pipeline.Restart();
        var (other, refresh) = pipeline.AnotherInstance();
        await refresh.RunAsync(default);
        Assert.Equal(first, other.Current.Version);
        pipeline.Time.Advance(ActivatePlaybookHandler.Notice);
        Assert.Equal(second, other.Current.Version);
    }

    [Fact]
    public async Task What_was_in_force_can_be_so_again()
    {
        var (pipeline, followers) = await StartAsync();
        using var one = pipeline;
        var first = await pipeline.InForceAsync(59);
        await pipeline.PutInForceAsync(Versions.Packaged);
        await pipeline.PutInForceAsync(first);
        await pipeline.PutInForceAsync(Versions.Packaged);
        Assert.Equal([first, Versions.Packaged, first, Versions.Packaged], followers.Started.Select(each => each.Version));
        Assert.Equal(2, (await pipeline.ShowAsync(first)).Body.GetProperty("activations").GetArrayLength());
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_orders_the_later_one_counts_whichever_is_carried_out_first(bool inOrder)
    {
        var (pipeline, followers) = await StartAsync();
        using var one = pipeline;
        var (earlier, later) = (await pipeline.ApprovedAsync(59), await pipeline.ApprovedAsync(58));
        ActivatePlaybookCommand[] orders =
        [
            new() { Id = Some.Id(1), At = pipeline.Now, Version = earlier }, new() { Id = Some.Id(2), At = pipeline.Now.AddSeconds(1), Version = later },
        ];
        foreach (var order in inOrder ? orders : orders.Reverse()) await pipeline.OrderAsync(order);
        await pipeline.DrainAsync();
        // And the first again, as a queue may.
        await pipeline.OrderAsync(orders[0]);
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(2));
        Assert.Equal(later, pipeline.Playbook.Version);
        Assert.Equal([later], followers.Started.Select(each => each.Version));
    }

    [Fact]
    public async Task The_same_said_twice_is_said_once()
    {
        var (pipeline, followers) = await StartAsync();
        using var one = pipeline;
        var version = await pipeline.ApprovedAsync(59);
        await pipeline.ApproveAsync(version, "sales", Versions.Sales);
        await pipeline.ActivateAsync(version);
        await pipeline.ActivateAsync(version);
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(2));
        Assert.Equal(["activation", "approval", "approval"], pipeline.Storage.Rows(TableNames.Playbooks).Select(row => row.RowKey.Split(':')[0]).Order());
        Assert.All(followers.Started, each => Assert.Equal(version, each.Version));
        Assert.Equal(version, pipeline.Playbook.Version);
    }

    [Fact]
    public async Task A_folder_with_one_file_is_a_proposal_and_stays_what_was_approved()
    {
        var (pipeline, _) = await StartAsync();
        using var one = pipeline;
        await PutAsync(pipeline, "hospitals/scoring.json", Versions.Scoring(57));
        await PutAsync(pipeline, "hospitals/notes.txt", "no file of the playbook");
        await PutAsync(pipeline, "readme/notes.json", "{}");
        var list = await pipeline.ListAsync();
        var found = list.Body.GetProperty("versions").EnumerateArray().Single(each => each.TryGetProperty("folder", out _));
        Assert.Equal(("hospitals", "proposed"), (found.GetProperty("folder").GetString(), found.GetProperty("state").GetString()));
        var version = found.GetProperty("version").GetString()!;
        await pipeline.ApproveAsync(version, "marketing", Versions.Marketing);
        await pipeline.ApproveAsync(version, "sales", Versions.Sales);
        await pipeline.DrainAsync();

        var agreement = File.ReadAllText(Path.Combine(SamplePlaybook.Directory, "agreement.json")).Replace("2026-10-01", "2026-11-01", StringComparison.Ordinal);
        var other = (await pipeline.ProposeAsync(("agreement.json", agreement))).Text("version");
        await pipeline.ApproveAsync(other, "marketing", Versions.Marketing);
        await pipeline.ApproveAsync(other, "sales", Versions.Sales);
        await pipeline.DrainAsync();
        await pipeline.PutInForceAsync(other);

        // Put over what is in force now the folder is another version; what was approved can be put in force all the same.
        Assert.Equal("approved", (await pipeline.ShowAsync(version)).Text("state"));
        await pipeline.PutInForceAsync(version);
        Assert.Equal(57, pipeline.Playbook.Scoring.PersonCap);
    }

    [Fact]
    public async Task A_broken_folder_is_told_and_can_neither_be_approved_nor_come_into_force()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await PutAsync(pipeline, "one/scoring.json", Versions.Scoring(-1));
        await PutAsync(pipeline, "two/scoring.json", "{");
        await PutAsync(pipeline, "three/scoring.json", new string(' ', PlaybookFiles.MaxBytes + 1));
        var broken = (await pipeline.ListAsync()).Body.GetProperty("versions").EnumerateArray().Where(each => each.GetProperty("state").GetString() == "broken").ToList();
        Assert.Equal(["one", "three", "two"], broken.Select(each => each.GetProperty("folder").GetString()));
        Assert.All(broken, each => Assert.NotEqual(0, each.GetProperty("problems").GetArrayLength()));
        Assert.Equal([true, false, false], broken.Select(each => each.TryGetProperty("version", out _)));
        var version = broken[0].GetProperty("version").GetString()!;
        Assert.Equal(409, (await pipeline.ApproveAsync(version, "sales", Versions.Sales)).Status);
        Assert.Equal(409, (await pipeline.ActivateAsync(version)).Status);
        Assert.Equal(200, (await pipeline.ShowAsync(version)).Status);
    }

    [Fact]
    public async Task Wherever_it_fails_or_dies_it_comes_into_force_in_the_end()
    {
        var calls = await EveryCall.FailsOnceAsync(async () =>
        {
            var (pipeline, _) = await StartAsync();
            await pipeline.Get<PlaybookStore>().ProposeAsync(Files, default);
            foreach (var side in Sides.All) await pipeline.Get<PlaybookTable>().ApproveAsync(Files.Version!, new GivenApproval(side, "anybody", pipeline.Now), default);
            await pipeline.OrderAsync(new ActivatePlaybookCommand { Id = Some.Id(1), At = pipeline.Now, Version = Files.Version! });
            return pipeline;
        }, (pipeline, struck) =>
        {
            var version = Files.Version!;
            Assert.Equal(version, pipeline.Storage.Rows(TableNames.Playbooks).Single(row => row.RowKey.StartsWith(Rows.ActivationPrefix, StringComparison.Ordinal)).PartitionKey);
            var (playbooks, refresh) = pipeline.AnotherInstance();
            Assert.True(refresh.RunAsync(default).IsCompletedSuccessfully);
            Assert.Equal((struck, version), (struck, playbooks.Current.Version));
            var contents = pipeline.Storage.Contents(ContainerNames.Playbook);
            var pointer = JsonSerializer.Deserialize(contents["active.json"], IntakeJson.Default.PlaybookPointer)!;
            Assert.Equal((version, Versions.Packaged), (pointer.Version, pointer.Before));
            foreach (var kept in new[] { version, Versions.Packaged })
                Assert.Equal(11, contents.Keys.Count(name => name.StartsWith($"in-force/{kept}/", StringComparison.Ordinal)));
            var started = ((Followers)pipeline.Get<IActivated>()).Started;
            Assert.NotEmpty(started);
            Assert.All(started, each => Assert.True(each.Version == version && each.At >= pointer.From));
        });
        Assert.InRange(calls, 20, 80);
    }

    private static async Task<(Pipeline Pipeline, Followers Followers)> StartAsync()
    {
        Pipeline? made = null;
        var followers = new Followers(() => made!.Now);
        var pipeline = made = await Pipeline.StartAsync(Some.Now, replace: services => services.RemoveAll<IActivated>().AddSingleton<IActivated>(followers));
        return (pipeline, followers);
    }

    private static async Task PutAsync(Pipeline pipeline, string name, string content) =>
        await pipeline.Storage.Blobs.GetBlobContainerClient(ContainerNames.Playbook).GetBlobClient(name).UploadAsync(BinaryData.FromString(content));
}
