using CsCheck;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Tests.Handoffs;

/// <summary>Whatever the hours, the place and the moment: each step once, in order, in the reader's hours, and never early.</summary>
public sealed class ClockProperties
{
    private static readonly string[] Zones =
    [
        "Europe/Amsterdam", "America/New_York", "Asia/Tokyo", "Asia/Kolkata", "Pacific/Auckland", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Cairo", "Pacific/Apia", "UTC",
    ];

    private static readonly DateTimeOffset Year = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly Gen<AccountManager> Managers = Gen.Select(Gen.Int[0, Zones.Length - 1].Select(at => Zones[at]), Gen.Int[0, 6].Select(day => (DayOfWeek)day).Array[1, 6], Gen.Int[0, 760], Gen.Int[0, 9]).Select(
        (zone, days, away, length) => Sample.Team.ById["bram"] with
        {
            Id = "holder", Territories = [], Deputy = null, Zone = TimeZoneInfo.FindSystemTimeZoneById(zone), WorkingDays = [.. days],
            Absences = length == 0 ? [] : [new Absence(new DateOnly(2026, 1, 1).AddDays(away), new DateOnly(2026, 1, 1).AddDays(away + length))],
        });

    // At least two hours, within one day.
    private static readonly Gen<RoutingRules> Rules = Gen.Select(Gen.Int[0, 87], Gen.Int[8, 95], Gen.Int[0, 720].Array[0, 20], Gen.Int[1, 40].Array[8]).Select((start, length, holidays, clocks) =>
    {
        var minutes = clocks.Order().Select(quarters => new WorkingTime(quarters * 15)).ToArray();
        var days = clocks.Order().Select(number => new WorkingTime(0, number)).ToArray();
        var lane = new LaneClocks
        {
            MailAtOnce = true, Reminder = minutes[0], AnswerBy = minutes[1], TeamLeadTold = minutes[2], Reassigned = minutes[3], FirstContact = minutes[1], BackToPool = minutes[4],
            QualifyNudge = days[2], QualifiedBy = days[5], OpportunityBy = days[7],
        };
        return Sample.Rules with
        {
            Asked = lane, Scored = lane,
            Hours = Sample.Rules.Hours with
            {
                Start = TimeOnly.MinValue.AddMinutes(start * 15), End = TimeOnly.MinValue.AddMinutes(Math.Min(start + length, 95) * 15),
                Holidays = [.. holidays.Select(day => new DateOnly(2026, 1, 1).AddDays(day))],
            },
        };
    });

    private static readonly Gen<(ClockScene Scene, AccountManager Lead, int[] Late)> Scenes = Gen.Select(
        Rules, Managers, Managers, Gen.Int[0, 60 * 24 * 700], Gen.Int[0, 3], Gen.Int[0, 900].Array[6]).Select((rules, holder, lead, minute, state, late) =>
        {
            var scene = Scene(rules, holder, Year.AddMinutes(minute), state);
            return (scene, lead with { Id = "lead", Territories = [rules.Fallback] }, late);
        });

    [Fact]
    public void Every_step_happens_once_in_order_and_in_the_hours_of_whoever_reads_of_it() => Scenes.Sample((scene, lead, late) =>
    {
        var done = Play(scene, lead, late);
        Assert.Equal(done.Select(each => each.Plan.Step).Distinct(), done.Select(each => each.Plan.Step));
        Assert.Equal(done.Select(each => Order(each.Plan.Step)).Order(), done.Select(each => Order(each.Plan.Step)));
        Assert.Equal(done.SelectMany(each => each.Plan.Done).Distinct(), done.SelectMany(each => each.Plan.Done));
        Assert.All(done, each => Assert.True(each.Plan.To is null || IsWorking(scene.Rules.Hours, each.Plan.To, each.At), $"{each.Plan.Step} at {each.At:O}"));
        Assert.Contains(done[^1].Plan.Step, new[] { ClockSteps.Reassign, ClockSteps.BackToPool, ClockSteps.QualifyOver, ClockSteps.OpportunityNudge });
    }, iter: 1000);

    [Fact]
    public void No_step_is_earlier_than_its_working_time() => Scenes.Sample((scene, _, _) =>
    {
        var clocks = scene.Rules.Asked;
        foreach (var step in scene.Ahead)
        {
            var length = Length(clocks, step.Step);
            // An absence is no working time of theirs, and keeps nobody else waiting.
            var reader = step.Step is ClockSteps.TeamLead or ClockSteps.Reassign or ClockSteps.BackToPool ? scene.Holder with { Absences = [] } : scene.Holder;
            if (length.Days == 0) Assert.Equal(length.Minutes, Minutes(scene.Rules.Hours, reader, step.From, step.At));
            else Assert.Equal(length.Days, Days(scene.Rules.Hours, reader, step.From, step.At));
        }
    }, iter: 300);

    [Fact]
    public void The_clock_of_whoever_asked_begins_with_the_next_working_hour() => Scenes.Where(each => each.Scene.Handoff.State == HandoffState.Mailed).Sample((scene, _, _) =>
    {
        scene = scene with { Holder = scene.Holder with { Absences = [] } };
        var begins = scene.Calendar.NextStart(scene.Handoff.MailedAt!.Value);
        var ahead = scene.With(handoff => handoff with { MailedAt = begins }).Ahead;
        Assert.Equal(ahead.Select(step => (step.Step, step.At)), scene.Ahead.Select(step => (step.Step, step.At)));
        Assert.All(scene.Ahead, step => Assert.True(step.At > begins));
    }, iter: 1000);

    private static ClockScene Scene(RoutingRules rules, AccountManager holder, DateTimeOffset at, int state)
    {
        var handoff = new Handoff
        {
            Id = "h", Proposition = "energy", Round = 1, State = state == 0 ? HandoffState.Mailed : HandoffState.Accepted, Gate = "asked", Asked = true, DecidedAt = at, MailedAt = at,
            Trigger = new Trigger("s", "p", "demo-requested", "demo", at), AccountManager = holder.Id,
            Answer = state == 0 ? null : new Answer("accept", at, holder.Id),
            Contacts = state < 2 ? null : [new ContactNote(ContactKinds.Spoke, at, holder.Id)],
        };
        return new ClockScene { Rules = rules, Holder = holder, Handoff = handoff, StageSince = at, Role = state switch { 0 => Role.Handoff, 3 => Role.Qualified, _ => Role.Accepted } };
    }

    // As the step does it: at the instant or some time late, again when whoever reads of it works.
    private static List<(ClockPlan Plan, DateTimeOffset At)> Play(ClockScene scene, AccountManager lead, int[] late)
    {
        List<(ClockPlan Plan, DateTimeOffset At)> done = [];
        var now = scene.Handoff.MailedAt!.Value;
        for (var run = 0; run < 50 && scene.Ahead is [var next, ..]; run++)
        {
            if (next.At > now) now = next.At.AddMinutes(late[run % late.Length] < 450 ? 0 : late[run % late.Length]);
            var ahead = scene.Ahead;
            var plan = ClockPlan.Of(scene.Handoff, [.. ahead.Where(step => step.At <= now)], scene.Rules, scene.Team(lead), now);
            if (plan.Leaves(scene.Rules, now) is var leaves && leaves > now)
            {
                now = ahead.Select(step => step.At).Where(at => at > now).Append(leaves).Min();
                continue;
            }
            done.Add((plan, now));
            if (plan.Step is ClockSteps.Reassign or ClockSteps.BackToPool or ClockSteps.QualifyOver) return done;
            scene = scene.With(handoff => handoff with { Steps = [.. handoff.Steps ?? [], .. plan.Done] });
        }
        return done;
    }

    private static int Order(string step) => Array.IndexOf(
        [ClockSteps.Reminder, ClockSteps.TeamLead, ClockSteps.Reassign, ClockSteps.ContactNudge, ClockSteps.BackToPool, ClockSteps.QualifyNudge, ClockSteps.QualifyOver, ClockSteps.OpportunityNudge], step);

    private static WorkingTime Length(LaneClocks clocks, string step) => step switch
    {
        ClockSteps.Reminder => clocks.Reminder,
        ClockSteps.TeamLead => clocks.TeamLeadTold,
        ClockSteps.Reassign => clocks.Reassigned,
        ClockSteps.ContactNudge => clocks.FirstContact,
        ClockSteps.BackToPool => clocks.BackToPool,
        ClockSteps.QualifyNudge => clocks.QualifyNudge,
        ClockSteps.QualifyOver => clocks.QualifiedBy,
        _ => clocks.OpportunityBy,
    };

    // By the clock on the wall, minute by minute: what a calendar computes is not asked.
    private static bool IsWorking(WorkingHours hours, AccountManager reader, DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, reader.Zone!);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        return reader.WorkingDays!.Contains(day.DayOfWeek) && !hours.Holidays.Contains(day) && reader.IsAvailable(day) && hours.Start <= time && time < hours.End;
    }

    private static int Minutes(WorkingHours hours, AccountManager reader, DateTimeOffset from, DateTimeOffset until)
    {
        var minutes = 0;
        for (var at = from; at < until; at = at.AddMinutes(1)) minutes += IsWorking(hours, reader, at) ? 1 : 0;
        return minutes;
    }

    // Working days after the one on which it began, which is the next one where that is none.
    private static int Days(WorkingHours hours, AccountManager reader, DateTimeOffset from, DateTimeOffset until)
    {
        while (!IsWorking(hours, reader, from)) from = from.AddMinutes(1);
        var (first, last) = (DayOf(from, reader), DayOf(until, reader));
        return Enumerable.Range(1, last.DayNumber - first.DayNumber).Count(
            after => reader.WorkingDays!.Contains(first.AddDays(after).DayOfWeek) && !hours.Holidays.Contains(first.AddDays(after)) && reader.IsAvailable(first.AddDays(after)));
    }

    private static DateOnly DayOf(DateTimeOffset at, AccountManager reader) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, reader.Zone!).DateTime);
}
