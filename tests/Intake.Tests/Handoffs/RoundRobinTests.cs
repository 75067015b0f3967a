using CsCheck;
using Intake.Handoffs;

namespace Intake.Tests.Handoffs;

public class RoundRobinTests
{
    private static readonly DateOnly Day = new(2026, 10, 12);

    private static AccountManager Manager(string id, int weight) =>
        new() { Id = id, Name = id, Email = $"{id}@lichtveld.example", Language = "nl", Weight = weight, Capacity = 1000 };

    private static readonly Gen<List<AccountManager>> Teams =
        Gen.Int[1, 9].Array[2, 12].Select(weights => weights.Select((weight, at) => Manager($"m{at}", weight)).ToList());

    [Fact]
    public void Nobody_is_ever_a_whole_handoff_from_a_fair_share() =>
        Gen.Select(Teams, Gen.Int[1, 150]).Sample((team, handoffs) =>
        {
            var (state, total, counts) = (RoundRobinState.Begin("nl", Day, null), team.Sum(manager => manager.Weight), team.ToDictionary(manager => manager.Id, _ => 0));
            for (var each = 1; each <= handoffs; each++)
            {
                (var picked, state) = state.Pick($"h{each}", asked: false, team);
                counts[picked]++;
                if (team.Exists(manager => Math.Abs(counts[manager.Id] - each * manager.Weight / (decimal)total) >= 1)) return false;
            }
            return state.Credits.Values.Sum() == 0;
        }, iter: 2000);

    [Fact]
    public void Whoever_is_there_nobody_drifts_from_a_fair_share() =>
        Gen.Select(Gen.Int[1, 3].Array[3, 5], Gen.Int[0, 4].Array[200, 400]).Sample((weights, missing) =>
        {
            var team = weights.Select((weight, at) => Manager($"m{at}", weight)).ToList();
            var (state, shares) = (RoundRobinState.Begin("nl", Day, null), team.ToDictionary(manager => manager.Id, _ => 0m));
            foreach (var (number, away) in missing.Index())
            {
                // Away, with a full day, or had it before; now and then nobody is.
                var here = team.FindAll(manager => manager.Id != $"m{away}");
                foreach (var manager in here) shares[manager.Id] += manager.Weight / (decimal)here.Sum(each => each.Weight);
                (var picked, state) = state.Pick($"h{number}", asked: false, here);
                if (--shares[picked] <= -1.5m || shares.Values.Max() >= 1.5m) return false;
            }
            return state.Credits.Values.Sum() == 0;
        }, iter: 300);

    [Fact]
    public void One_handoff_a_day_is_fair_over_the_days()
    {
        var team = new List<AccountManager> { Manager("sanne", 2), Manager("bram", 2), Manager("fenna", 1) };
        RoundRobinState? state = null;
        var picked = new List<string>();
        for (var day = 0; day < 50; day++)
        {
            state = RoundRobinState.Begin("nl", Day.AddDays(day), state);
            (var one, state) = state.Pick($"h{day}", asked: false, team);
            picked.Add(one);
        }
        Assert.Equal([("bram", 20), ("fenna", 10), ("sanne", 20)], picked.CountBy(each => each).OrderBy(each => each.Key).Select(each => (each.Key, each.Value)));
    }

    [Fact]
    public void Who_comes_back_is_not_flooded()
    {
        var (sanne, bram) = (Manager("sanne", 1), Manager("bram", 1));
        var state = RoundRobinState.Begin("nl", Day, null);
        for (var each = 0; each < 30; each++) (_, state) = state.Pick($"away{each}", asked: false, [bram]);
        var back = new List<string>();
        for (var each = 0; each < 6; each++)
        {
            (var picked, state) = state.Pick($"back{each}", asked: false, [bram, sanne]);
            back.Add(picked);
        }
        Assert.Equal(3, back.Count(each => each == "sanne"));
    }

    [Fact]
    public void The_same_handoff_gets_the_same_account_manager() =>
        Teams.Sample(team =>
        {
            var (picked, state) = RoundRobinState.Begin("nl", Day, null).Pick("h1", asked: false, team);
            var (other, after) = state.Pick("h2", asked: true, team);
            return after.Pick("h1", asked: false, team) == (picked, after) && after.Pick("h2", asked: true, team) == (other, after);
        }, iter: 200);

    [Fact]
    public void The_newest_day_sorts_first() =>
        Assert.True(string.CompareOrdinal(RoundRobinState.RowKey(Day.AddDays(1)), RoundRobinState.RowKey(Day)) < 0);

    [Fact]
    public void A_state_comes_back_from_JSON_as_it_was()
    {
        var (_, state) = RoundRobinState.Begin("nl", Day, null).Pick("h1", asked: false, [Manager("a", 1), Manager("b", 2)]);
        var json = System.Text.Json.JsonSerializer.Serialize(state, Intake.Storage.IntakeJson.Default.RoundRobinState);
        var back = System.Text.Json.JsonSerializer.Deserialize(json, Intake.Storage.IntakeJson.Default.RoundRobinState)!;
        Assert.Equal(state.Credits, back.Credits);
        Assert.Equal(state.Picks, back.Picks);
        Assert.Equal(state.Scored, back.Scored);
    }
}
