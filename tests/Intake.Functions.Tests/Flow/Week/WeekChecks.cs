using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow.Week;

/// <summary>Holds what the provider took against what must have left.</summary>
internal sealed class WeekChecks
{
    private readonly WeekRun run;
    private readonly WeekCourse course;
    private readonly ILookup<string, WeekMail> mails;
    private readonly ILookup<string, WeekAnswer> answers;
    private readonly HashSet<string> struck;

    public WeekChecks(WeekRun run)
    {
        this.run = run;
        course = new WeekCourse(run);
        mails = run.Provider.Taken.ToLookup(mail => mail.Handoff, StringComparer.Ordinal);
        answers = run.Answers.ToLookup(answer => answer.Handoff, StringComparer.Ordinal);
        var unsent = run.Pipeline.Storage.Rows(TableNames.Mails).Where(row => row.GetString("State") is "Sending" or "Unknown").Select(row => row.GetString("About"));
        struck = [.. run.Struck, .. run.Provider.Taken.Where(mail => mail.Attempt > 1).Select(mail => mail.Handoff), .. unsent];
        Handoffs = Stored("handoff:").Concat(Stored("z:handoff:")).ToDictionary(handoff => handoff.Id, StringComparer.Ordinal);
    }

    /// <summary>Every handoff as it is stored at the end, open or closed.</summary>
    public IReadOnlyDictionary<string, Handoff> Handoffs { get; }

    /// <summary>Of how many a mail was on its way when the process died.</summary>
    public int StruckHandoffs => struck.Count;

    /// <summary>How many mails of the clocks were about these.</summary>
    public int StruckMails { get; private set; }

    /// <summary>How often each step of the others was done by mail.</summary>
    public SortedDictionary<string, int> Steps { get; } = new(StringComparer.Ordinal);

    public void Check()
    {
        Assert.Equal(run.Leads.Select(lead => lead.Handoff), Handoffs.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(run.Provider.Taken.Count, run.Provider.Taken.Select(mail => mail.Id).Distinct(StringComparer.Ordinal).Count());
        Assert.All(run.Provider.Taken, InHours);
        Assert.All(Handoffs.Values, HandedOver);
        Assert.All(Handoffs.Values, Followed);
        NothingIsForgotten();
    }

    private IEnumerable<Handoff> Stored(string prefix) => run.Pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith(prefix, StringComparison.Ordinal))
        .Select(row => System.Text.Json.JsonSerializer.Deserialize(row.GetString("Data"), IntakeJson.Default.Handoff)!);

    // By the clock on the wall: what a calendar computes is not asked. Only the mail that hands over who asked leaves at any hour.
    private void InHours(WeekMail mail)
    {
        if (mail.Kind == AgendaKinds.Handoff && Handoffs[mail.Handoff].Asked) return;
        var (reader, hours) = (run.Team.ById[mail.To], WeekTeam.Rules.Hours);
        var local = TimeZoneInfo.ConvertTime(mail.At, reader.Zone ?? hours.Zone);
        var (day, time) = (DateOnly.FromDateTime(local.DateTime), TimeOnly.FromDateTime(local.DateTime));
        Assert.True(
            (reader.WorkingDays ?? hours.Days).Contains(day.DayOfWeek) && !hours.Holidays.Contains(day) && reader.IsAvailable(day) && hours.Start <= time && time < hours.End,
            $"{mail} at {local}");
    }

    // Each who has had it got it by one mail; who was away by the time it could leave did not have it.
    private void HandedOver(Handoff handoff)
    {
        var holders = (handoff.Former ?? []).Where(former => former.Why != PassingReasons.Away).Select(former => former.AccountManager);
        if (handoff.State != HandoffState.Due) holders = holders.Append(handoff.AccountManager!);
        Assert.Equal(holders, Handovers(handoff).Select(mail => mail.To));
    }

    // Where the process died on its way, what follows is later; once is all that can be told of that.
    private void Followed(Handoff handoff)
    {
        var actual = mails[handoff.Id].Where(mail => mail.Kind != AgendaKinds.Handoff).Select(mail => (mail.At, mail.Id, mail.To)).Order().ToList();
        if (struck.Contains(handoff.Id)) StruckMails += actual.Count;
        else Assert.Equal(Expected(handoff).Select(step => (step.At, step.Id, step.To)).Order(), actual);
    }

    private List<WeekStep> Expected(Handoff handoff)
    {
        var (expected, handovers) = (new List<WeekStep>(), Handovers(handoff));
        for (var holder = 0; holder < handovers.Count; holder++)
        {
            var former = handoff.Former is { } all && holder < all.Length ? all[holder] : null;
            var (start, end) = (handovers[holder].At, former?.Until ?? WeekTeam.Ends.AddMinutes(1));
            var theirs = answers[handoff.Id].Where(answer => answer.At >= start && answer.At <= end && answer.Answer.By == handovers[holder].To);
            var (steps, taken) = course.Of(Mailed(handoff, holder, handovers[holder]), theirs, WeekTeam.Ends.AddMinutes(1));
            Assert.Equal((handoff.Id, former?.Why is PassingReasons.NotAnswered or PassingReasons.NotContacted ? former.Until : (DateTimeOffset?)null), (handoff.Id, taken));
            expected.AddRange(steps);
            if (taken is not null) expected.AddRange(Told(handoff, holder, former!));
        }
        foreach (var step in expected) Steps[step.Step] = Steps.GetValueOrDefault(step.Step) + 1;
        return expected;
    }

    private List<WeekMail> Handovers(Handoff handoff) => [.. mails[handoff.Id].Where(mail => mail.Kind == AgendaKinds.Handoff).OrderBy(mail => mail.At)];

    private static Handoff Mailed(Handoff handoff, int holder, WeekMail mail) => handoff with
    {
        State = HandoffState.Mailed, AccountManager = mail.To, MailedAt = mail.At, Former = [.. (handoff.Former ?? []).Take(holder)], RoutedBy = null,
        Answer = null, End = null, SnoozedUntil = null, ClockFrom = null, Steps = null, Contacts = null,
    };

    // That a colleague has it now, in their hours.
    private IEnumerable<WeekStep> Told(Handoff handoff, int holder, FormerHolder former)
    {
        var id = Keys.Id("notice", Notices.Reference(handoff.Id, holder), former.Why);
        var at = WeekRun.Minute(WorkCalendar.For(WeekTeam.Rules.Hours, run.Team.ById[former.AccountManager]).NextStart(former.Until.AddMinutes(1)));
        // A process that took over ran once more within the minute.
        if (run.Again.Contains(former.Until) && mails[handoff.Id].Any(mail => mail.At == former.Until && mail.Id == id)) at = former.Until;
        if (at <= WeekTeam.Ends) yield return new WeekStep(at, id, former.AccountManager, "notice");
    }

    private void NothingIsForgotten()
    {
        var waiting = run.Pipeline.Storage.Rows(TableNames.Agenda).ToLookup(row => (row.GetString("Kind"), row.GetString("Reference")), row => row.GetDateTimeOffset("Due"));
        foreach (var handoff in Handoffs.Values.Where(handoff => handoff.IsOpen))
        {
            if (handoff.State == HandoffState.Due) Assert.True(waiting.Contains((AgendaKinds.Handoff, handoff.Id)), $"{handoff.Id} is due and not on the agenda.");
            else if (handoff is { State: HandoffState.Mailed, SnoozedUntil: not null } || (handoff.Steps?.Contains(ClockSteps.Reassign) is not true && handoff.Steps?.Contains(ClockSteps.BackToPool) is not true))
                Assert.True(waiting.Contains((AgendaKinds.Clock, handoff.Id)), $"{handoff} has no clock on the agenda.");
        }
    }
}
