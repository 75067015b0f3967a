using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Handoffs;

/// <summary>Several instances that route at once, on one storage.</summary>
public class RouterTests
{
    private static readonly DateTimeOffset Now = Sample.Amsterdam("2026-10-12 10:00");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Routers_at_once_are_fair_and_a_repeat_gets_the_same(int seed)
    {
        int[] weights = [1, 2, 3, 5];
        var team = Teams.With([.. Sample.Team.ById.Values.Select(manager => manager with { Territories = manager.Territories.Remove("nl") }),
            .. weights.Select((weight, at) => Teams.Serving($"m{at}", weight, "nl"))]);
        var picks = await RouteAsync(team, handoffs: 66, asked: true, seed);

        foreach (var (weight, at) in weights.Select((weight, at) => (weight, at)))
            Assert.True(Math.Abs(picks.Count(pick => pick.Value == $"m{at}") - (66 * weight / 11m)) < 1, $"m{at}");
    }

    [Fact]
    public async Task Capacity_is_kept_by_routers_at_once()
    {
        var team = Teams.With([.. Sample.Team.ById.Values.Select(manager => manager with { Territories = manager.Territories.Remove("nl") }),
            .. Enumerable.Range(0, 5).Select(at => Teams.Serving($"m{at}", at + 1, "nl") with { Capacity = 4 })]);
        var picks = await RouteAsync(team, handoffs: 20, asked: false, seed: 4);
        Assert.All(picks.Values.CountBy(id => id), each => Assert.Equal(4, each.Value));
    }

    // Each handoff is routed by two of five instances, in an order that chance gives.
    private static async Task<Dictionary<string, string>> RouteAsync(Team team, int handoffs, bool asked, int seed)
    {
        var (time, random) = (new FakeTimeProvider(Now), new Random(seed));
        var storage = new StorageDouble(time).CreateAll();
        storage.Pause = async (_, _) =>
        {
            for (var turns = random.Next(4); turns > 0; turns--) await Task.Yield();
        };
        var routers = Enumerable.Range(0, 5).Select(each => new Router(
            new RoundRobinTable(storage.Tables, new Documents(storage.Blobs, new Random(each))), new PlaybookInForce(SamplePlaybook.Instance), new TeamInForce(team),
            new Backoff(time, new Random(each)), time)).ToList();
        async Task<(string Handoff, string To)> PickAsync(int number)
        {
            var (state, lead, handoff) = Some($"h{number / 2}", asked);
            return (handoff.Id, (await routers[number % 5].PickAsync(state, lead, handoff, default)).AccountManager!);
        }

        List<(string Handoff, string To)> all = [];
        foreach (var some in Enumerable.Range(0, handoffs * 2).OrderBy(_ => random.Next()).Chunk(5))
        {
            var tasks = Task.WhenAll(some.Select(PickAsync));
            while (!tasks.IsCompleted)
            {
                time.Advance(TimeSpan.FromMilliseconds(20));
                await Task.Yield();
            }
            all.AddRange(await tasks);
        }
        Assert.All(all.GroupBy(pick => pick.Handoff), same => Assert.Single(same.Select(pick => pick.To).Distinct()));
        return all.DistinctBy(pick => pick.Handoff).ToDictionary(pick => pick.Handoff, pick => pick.To);
    }

    private static (AccountState State, Lead Lead, Handoff Handoff) Some(string id, bool asked)
    {
        var lead = new Lead { Proposition = "energy", Round = 1, Stage = "mql", StageSince = Now, FirstAt = Now, NewestAt = Now };
        var handoff = new Handoff
        {
            Id = id, Proposition = "energy", Round = 1, State = HandoffState.Due, Gate = "score", Asked = asked, DecidedAt = Now,
            Trigger = new Trigger("s", "p", "whitepaper-requested", "wp", Now),
        };
        var account = new Account { Id = "a", IsCompany = true, Book = new Company { Id = "c", Name = "C", Domains = [], Kind = "prospect", Country = "NL" } };
        return (AccountState.Of(account).With(lead).With(handoff), lead, handoff);
    }
}
