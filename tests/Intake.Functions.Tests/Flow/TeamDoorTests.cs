using System.Text.Json;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Teams;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Functions.Tests.Flow;

/// <summary>The team as data: looked at and changed by HTTP, carried out once, followed by every instance.</summary>
public sealed class TeamDoorTests
{
    private const string Holiday = """{"absences": [{"from": "2026-09-24", "until": "2026-10-02", "deputy": "sanne"}]}""";

    [Fact]
    public async Task The_first_team_is_that_of_the_file()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, team, etag) = await pipeline.TeamAsync((door, request) => door.Show(request, default));
        Assert.Equal((200, "\"0\"", 0), (status, etag, team.GetProperty("revision").GetInt32()));
        Assert.Equal(pipeline.Get<TeamInForce>().Current.ById.Count, team.GetProperty("accountManagers").GetArrayLength());
        Assert.False(team.TryGetProperty("problems", out _));
    }

    [Fact]
    public async Task A_change_is_told_and_what_is_handed_off_after_it_goes_by_it()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var (status, ordered, _) = await pipeline.TeamAsync((door, request) => door.PutAbsences(request, "fenna", default), Holiday);
        Assert.Equal(202, status);
        var change = ordered.GetProperty("command").GetString()!;
        Assert.Equal($"/api/team/changes/{change}", ordered.GetProperty("status").GetString());
        Assert.Equal(404, (await pipeline.TeamAsync((door, request) => door.Outcome(request, change, default))).Status);
        await pipeline.DrainAsync();

        var (_, outcome, _) = await pipeline.TeamAsync((door, request) => door.Outcome(request, change, default));
        Assert.Equal(("done", 1), (outcome.GetProperty("outcome").GetString(), outcome.GetProperty("revision").GetInt32()));
        await pipeline.ProcessAsync(Some.Demo(1));
        Assert.Equal("sanne@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task The_same_sent_twice_is_one_change()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var each = 0; each < 2; each++) await pipeline.TeamAsync((door, request) => door.PutAbsences(request, "fenna", default), Holiday);
        await pipeline.DrainAsync();
        Assert.Equal("\"1\"", (await pipeline.TeamAsync((door, request) => door.Show(request, default))).ETag);
    }

    [Theory]
    [InlineData("fenna", """{"weight": 0, "deputy": "nobody"}""", 422, "$.accountManagers[2].weight")]
    [InlineData("fenna", """{"id": "bram"}""", 422, "$.id")]
    [InlineData("lukas", """{"active": false}""", 422, "$.accountManagers")]
    [InlineData("Not an id", """{"name": "N", "email": "n@lichtveld.example", "language": "nl"}""", 422, "$.accountManagers[7].id")]
    [InlineData("fenna", """{"colour": "red"}""", 422, "$.accountManagers[2].colour")]
    [InlineData("fenna", "[]", 400, null)]
    [InlineData("fenna", "nonsense", 400, null)]
    [InlineData("fenna", """{"weight": 1, "weight": 2}""", 400, null)]
    public async Task What_would_not_be_valid_is_refused_at_the_door(string id, string body, int expected, string? path)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (status, problem, _) = await pipeline.TeamAsync((door, request) => door.PutAccountManager(request, id, default), body);
        Assert.Equal(expected, status);
        if (path is not null) Assert.Contains(path, problem.GetProperty("problems").EnumerateArray().Select(each => each.GetProperty("path").GetString()));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task Whoever_has_seen_an_older_team_is_told()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ChangeAsync("fenna", """{"weight": 3}""");
        Assert.Equal(412, (await pipeline.TeamAsync((door, request) => door.PutAccountManager(request, "fenna", default), """{"weight": 4}""", "\"0\"")).Status);
        Assert.Equal(412, (await pipeline.TeamAsync((door, request) => door.PutAccountManager(request, "fenna", default), """{"weight": 4}""", "\"abc\"")).Status);
        Assert.Equal(202, (await pipeline.TeamAsync((door, request) => door.PutAccountManager(request, "fenna", default), """{"weight": 4}""", "\"1\"")).Status);
        await pipeline.DrainAsync();
        Assert.Equal(4, pipeline.Get<TeamInForce>().Current.ById["fenna"].Weight);
    }

    [Fact]
    public async Task What_is_read_can_be_sent_back()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ChangeAsync("fenna", """{"weight": 3}""");
        var (_, team, etag) = await pipeline.TeamAsync((door, request) => door.Show(request, default));
        var (status, body, _) = await pipeline.TeamAsync((door, request) => door.Put(request, default), team.GetRawText().Replace("\"weight\": 3", "\"weight\": 7", StringComparison.Ordinal), etag);
        Assert.True(status == 202, body.ToString());
        await pipeline.DrainAsync();
        Assert.Equal(7, pipeline.Get<TeamInForce>().Current.ById["fenna"].Weight);
    }

    [Fact]
    public async Task Two_who_change_different_things_at_once_lose_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var (store, other) = (pipeline.Get<TeamStore>(), AnotherInstance(pipeline).Store);
        string[] changes = ["""{"phone": "+31335550201"}""", """{"capacity": 9}""", """{"weight": 8}""", """{"language": "en"}"""];
        await pipeline.Pump.FinishAsync(Task.WhenAll(Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? store : other).ChangeAsync(
            new ChangeTeamCommand { Id = Some.Id(number), At = Some.Now, Part = TeamParts.AccountManagers, Subject = number < 4 ? "fenna" : "sanne", Value = JsonElement.Parse(changes[number % 4]) }, default))));

        await pipeline.Get<TeamRefresh>().RunAsync(default);
        var (fenna, sanne) = (pipeline.Get<TeamInForce>().Current.ById["fenna"], pipeline.Get<TeamInForce>().Current.ById["sanne"]);
        Assert.Equal(("+31335550201", 9, 8, "en"), (fenna.Phone, fenna.Capacity, fenna.Weight, fenna.Language));
        Assert.Equal(("+31335550201", 9, 8, "en"), (sanne.Phone, sanne.Capacity, sanne.Weight, sanne.Language));
        Assert.Equal("\"8\"", (await pipeline.TeamAsync((door, request) => door.Show(request, default))).ETag);
    }

    [Fact]
    public Task A_change_is_made_once_whatever_call_fails() => EveryCall.FailsOnceAsync(async () =>
    {
        var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.TeamAsync((door, request) => door.PutAbsences(request, "fenna", default), Holiday);
        return pipeline;
    }, (pipeline, _) =>
    {
        var row = Assert.Single(pipeline.Storage.Rows(TableNames.Team));
        var stored = JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.StoredTeam)!;
        Assert.Equal((1, TeamOutcomes.Done), (stored.Revision, Assert.Single(stored.Outcomes!.Value).Outcome));
        Assert.Single(TeamDecision.Read(stored.Team, pipeline.Playbook.Routing).Team!.ById["fenna"].Absences);
    });

    [Fact]
    public async Task Another_instance_follows_within_a_minute_and_looks_at_the_start()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ChangeAsync("fenna", """{"weight": 3}""");
        pipeline.Restart();
        Assert.Equal(1, pipeline.Get<TeamInForce>().Current.ById["fenna"].Weight);

        using var watch = new TeamWatch(pipeline.Services, pipeline.Time, NullLogger<TeamWatch>.Instance);
        await watch.StartingAsync(default);
        Assert.Equal(3, pipeline.Get<TeamInForce>().Current.ById["fenna"].Weight);

        await watch.StartAsync(default);
        await AnotherInstance(pipeline).Store.ChangeAsync(
            new ChangeTeamCommand { Id = Some.Id(9), At = pipeline.Now.AddSeconds(1), Part = TeamParts.AccountManagers, Subject = "fenna", Value = JsonElement.Parse("""{"weight": 5}""") }, default);
        await Eventually.IsTrueAsync(() =>
        {
            pipeline.Time.Advance(TimeSpan.FromSeconds(1));
            return pipeline.Get<TeamInForce>().Current.ById["fenna"].Weight == 5;
        });
        await watch.StopAsync(default);
    }

    [Fact]
    public async Task A_look_costs_one_call()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ChangeAsync("fenna", """{"weight": 3}""");
        var mark = pipeline.Storage.Mark();
        await pipeline.Get<TeamRefresh>().RunAsync(default);
        Assert.Equal(1, pipeline.Storage.CountSince(mark));
    }

    private static (TeamStore Store, TeamInForce Team) AnotherInstance(Pipeline pipeline)
    {
        var team = new TeamInForce(TeamFolder.Load(pipeline.Get<PlaybookLocation>().TeamFile, pipeline.Playbook.Routing));
        var (table, playbooks) = (pipeline.Get<TeamTable>(), pipeline.Get<PlaybookInForce>());
        return (new TeamStore(table, new TeamRefresh(table, team, playbooks, NullLogger<TeamRefresh>.Instance), playbooks, new Backoff(pipeline.Time, new Random(2)), pipeline.Time), team);
    }
}
