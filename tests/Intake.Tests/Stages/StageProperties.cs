using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

/// <summary>What holds of stages, gates and rounds whatever happens, under both playbooks that ship.</summary>
public class StageProperties
{
    private static readonly (string Activity, string Content, string? Proposition)[] Activities =
    [
        ("page-viewed", "blog-netcongestie", null), ("whitepaper-requested", "wp-netcongestie", null), ("whitepaper-downloaded", "wp-netcongestie", null),
        ("calculator-used", "calc-piekvermogen", null), ("price-list-downloaded", "prijslijst-energie", null), ("webinar-registered", "pweb-energie", null),
        ("webinar-attended", "pweb-energie", null), ("webinar-cancelled", "pweb-energie", null), ("demo-requested", "demo", "energy"), ("unsubscribed", "-", "energy"),
    ];

    private static readonly string[] Reasons = ["no-timing", "no-budget", "not-a-fit", "wrong-person", "duplicate", "invoice", "lost-opportunity"];

    // By name, so that what failed can be read.
    private static readonly Gen<string> Names = Gen.Bool.Select(two => two ? "two gates" : "one gate");

    // Often soon after what was before, and sometimes long.
    private static readonly Gen<int> Days = Gen.Int[0, 9].Select(which => new[] { 0, 0, 1, 2, 3, 5, 8, 20, 45, 70 }[which]);

    // What happens, to be read by kind: an activity, an answer, a mail that leaves, or only time.
    private static readonly Gen<Happening[]> Histories = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 9], Gen.Int[0, 2], Days)
        .Select((kind, which, person, days) => new Happening(kind, which, "p" + person, days)).Array[1, 25];

    [Fact]
    public void Nothing_is_handed_off_twice_for_the_same_activity() =>
        Gen.Select(Names, Histories).Sample((name, history) =>
        {
            var made = new List<(string Proposition, string Submission)>();
            // The second one would have the id of the first, so a handoff that is due again is one as well.
            Play(Of(name), history, (before, after, _) => made.AddRange(after.Handoffs.Values
                .Where(handoff => handoff.State == HandoffState.Due && before.Handoffs.GetValueOrDefault(handoff.Id)?.State != HandoffState.Due)
                .Select(handoff => (handoff.Proposition, handoff.Trigger.Submission))));
            Assert.Equal(made.Distinct().Count(), made.Count);
        }, iter: 600);

    [Fact]
    public void Who_was_refused_qualifies_again_after_the_rest_only_and_by_what_is_new() =>
        Gen.Select(Names, Histories).Sample((name, history) => Play(Of(name), history, (before, after, _) =>
        {
            var playbook = Of(name);
            foreach (var (key, lead) in before.Leads)
            {
                if (playbook.Stages.Find(lead.Stage).Role is not (Role.Refused or Role.Resting) || after.Leads[key].Stage == lead.Stage) continue;
                var newest = after.Leads[key].Newest!;
                Assert.True(newest.IsAfter(lead.LastTrigger));
                Assert.True(lead.RestFrom is null || newest.At >= lead.RestFrom);
                // Whoever asks is answered, rest or not.
                var asked = after.Handoffs.Values.Any(handoff => handoff.Asked && handoff.Trigger == newest);
                Assert.True(asked || lead.RestUntil is null || DateOnly.FromDateTime(newest.At.UtcDateTime) >= lead.RestUntil);
            }
        }), iter: 300);

    [Fact]
    public void A_closed_round_stays_as_it_was_and_the_next_has_the_next_number() =>
        Gen.Select(Names, Histories).Sample((name, history) => Play(Of(name), history, (before, after, _) =>
        {
            foreach (var (key, lead) in before.Leads.Where(lead => lead.Value.Closed))
                Assert.Equal(JsonSerializer.Serialize(lead, IntakeJson.Default.Lead), JsonSerializer.Serialize(after.Leads[key], IntakeJson.Default.Lead));
            foreach (var rounds in after.Leads.Values.GroupBy(lead => lead.Proposition))
            {
                Assert.Equal(Enumerable.Range(1, rounds.Count()), rounds.Select(lead => lead.Round).Order());
                Assert.All(rounds.OrderBy(lead => lead.Round).SkipLast(1), lead => Assert.True(lead.Closed));
            }
        }), iter: 300);

    [Fact]
    public void Looking_twice_at_the_same_time_moves_nothing_the_second_time() =>
        Gen.Select(Names, Histories, Gen.Int[0, 120]).Sample((name, history, days) =>
        {
            var playbook = Of(name);
            var scene = Play(playbook, history, (_, _, _) => { });
            var now = Scene.Monday.AddDays(history.Sum(each => each.Days) + days);

            var once = Assessor.Look(scene.State, playbook, now);
            Assert.Empty(Assessor.Look(once.State, playbook, now).Changes);
        }, iter: 300);

    [Fact]
    public void Between_its_two_lines_a_lead_stays_where_it_is() =>
        Histories.Sample(history => Play(TwoGates.Instance, history, (before, after, _) =>
        {
            foreach (var (key, lead) in after.Leads)
            {
                if (before.Leads.GetValueOrDefault(key) is not { Closed: false } was || lead.Score is not { } score) continue;
                if (was.Stage == "marketing-qualified" && score is { Total: >= 3500, Interest: >= 400 }) Assert.NotEqual("unqualified", lead.Stage);
                if (was.Stage == "unqualified" && (score.Total < 4500 || score.Interest < 900)) Assert.NotEqual("marketing-qualified", lead.Stage);
            }
        }, answers: false), iter: 300);

    [Fact]
    public void No_move_by_time_alone_comes_before_its_day_or_is_missed() =>
        Gen.Select(Names, Histories).Sample((name, history) =>
        {
            var playbook = Of(name);
            var scene = Play(playbook, history, (_, _, _) => { });
            var (state, now) = (scene.State, Scene.Monday.AddDays(history.Sum(each => each.Days)));
            if (state.Latest("energy") is not { Closed: false } lead) return;
            var day = Cooling.NextDay(state, lead, playbook, now);
            for (var ahead = 1; ahead <= 400; ahead++)
            {
                var moved = Assessor.Look(state, playbook, now.AddDays(ahead)).Changes.Any(change => change.Round == lead.Round);
                var today = DateOnly.FromDateTime(now.AddDays(ahead).UtcDateTime);
                Assert.Equal((today, today == day), (today, moved));
                if (moved) return;
            }
            Assert.Null(day);
        }, iter: 30);

    private static Playbook Of(string name) => name == "two gates" ? TwoGates.Instance : SamplePlaybook.Instance;

    private static Scene Play(Playbook playbook, Happening[] history, Action<AccountState, AccountState, int> check, bool answers = true)
    {
        var scene = new Scene { Playbook = playbook };
        var day = 0;
        foreach (var one in history)
        {
            day += one.Days;
            var before = scene.State;
            Happens(scene, one, day, answers);
            check(before, scene.State, day);
        }
        return scene;
    }

    private static void Happens(Scene scene, Happening one, int day, bool answers)
    {
        var open = scene.State.Handoffs.Values.FirstOrDefault(handoff => handoff.IsOpen);
        if (one.Kind <= 5 || (one.Kind <= 8 && open is null))
        {
            var (activity, content, proposition) = Activities[one.Which];
            // What comes late counts and hands nothing off, so that what comes next may be over the line by it.
            var late = one.Kind == 5 ? 10 : 0;
            scene.Does(activity, content, day - late, one.Person, proposition: proposition, receivedDays: late);
        }
        else if (one.Kind == 6 && answers)
        {
            scene.Answers("reject", day, Reasons[one.Which % Reasons.Length], handoff: open!.Id);
        }
        else if (one.Kind == 7 && answers && one.Which < 3)
        {
            scene.Answers("accept", day, handoff: open!.Id);
        }
        else if (one.Kind == 8 && open!.State == HandoffState.Due)
        {
            scene.State = scene.State.With(open with { State = HandoffState.Mailed });
        }
        else
        {
            scene.Waits(day);
        }
    }

    private sealed record Happening(int Kind, int Which, string Person, int Days);
}
