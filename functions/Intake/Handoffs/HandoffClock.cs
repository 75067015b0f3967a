using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Steps of a handoff's clocks.</summary>
public static class ClockSteps
{
    /// <summary>The account manager is reminded, before the answer is due.</summary>
    public const string Reminder = "reminder";

    /// <summary>The team lead is told that there is no answer.</summary>
    public const string TeamLead = "team-lead";

    /// <summary>Somebody else gets it, as there is no answer.</summary>
    public const string Reassign = "reassign";

    /// <summary>The day until which it was put off has come.</summary>
    public const string SnoozeOver = "snooze-over";

    /// <summary>Accepted, and no contact was told of.</summary>
    public const string ContactNudge = "contact-nudge";

    /// <summary>Somebody else gets it, as there was no contact.</summary>
    public const string BackToPool = "back-to-pool";

    /// <summary>Accepted and not qualified: the account manager is asked what came of it.</summary>
    public const string QualifyNudge = "qualify-nudge";

    /// <summary>Accepted and not qualified in time: the lead rests.</summary>
    public const string QualifyOver = "qualify-over";

    /// <summary>Qualified, and no opportunity: the account manager is asked what came of it.</summary>
    public const string OpportunityNudge = "opportunity-nudge";
}

/// <summary>A step of a clock.</summary>
/// <param name="Step">A word of <see cref="ClockSteps"/>.</param>
/// <param name="At">Its instant.</param>
/// <param name="From">From when the clock runs: it stays the same where absences or the playbook move the instant.</param>
public sealed record ClockTime(string Step, DateTimeOffset At, DateTimeOffset From);

/// <summary>Tells which steps of a handoff's clocks are ahead.</summary>
public static class HandoffClock
{
    /// <summary>The steps that are not done, by time; those whose instant has passed are due. Empty where nothing runs.</summary>
    /// <param name="handoff">The handoff.</param>
    /// <param name="role">Role of the stage that its lead is in.</param>
    /// <param name="stageSince">When that stage began.</param>
    /// <param name="clocks">The clocks of its lane.</param>
    /// <param name="calendar">When its account manager works.</param>
    /// <param name="present">When they would if they were never away: an absence does not keep a lead waiting for somebody else.</param>
    public static ImmutableArray<ClockTime> Ahead(
        Handoff handoff, Role role, DateTimeOffset stageSince, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) =>
    [
        .. Steps(handoff, role, stageSince, clocks, calendar, present).Where(step => handoff.Steps?.Contains(step.Step) is not true)
            .OrderBy(step => step.At),
    ];

    private static ImmutableArray<ClockTime> Steps(Handoff handoff, Role role, DateTimeOffset stageSince, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) => handoff switch
    {
        { IsOpen: false } => [],
        { State: HandoffState.Mailed, SnoozedUntil: { } day } => [new ClockTime(ClockSteps.SnoozeOver, calendar.StartOf(day), calendar.At(day, TimeOnly.MinValue))],
        { State: HandoffState.Mailed, MailedAt: { } mailed } => Unanswered(handoff.ClockFrom ?? mailed, clocks, calendar, present),
        { State: HandoffState.Accepted, Answer: { } answer } => role switch
        {
            Role.Accepted => Accepted(handoff.ClockFrom ?? answer.At, IsContacted(handoff), clocks, calendar, present),
            Role.Qualified => [new ClockTime(ClockSteps.OpportunityNudge, calendar.Add(stageSince, clocks.OpportunityBy), stageSince)],
            _ => [],
        },
        _ => [],
    };

    // What somebody told who had it before is no contact of theirs.
    private static bool IsContacted(Handoff handoff) => handoff.Contacts?.Any(note => note.By == handoff.AccountManager) is true;

    private static ImmutableArray<ClockTime> Unanswered(DateTimeOffset from, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) => WithReminder(
        new ClockTime(ClockSteps.Reminder, calendar.Add(from, clocks.Reminder), from),
        [new(ClockSteps.TeamLead, present.Add(from, clocks.TeamLeadTold), from), new(ClockSteps.Reassign, present.Add(from, clocks.Reassigned), from)]);

    private static ImmutableArray<ClockTime> Accepted(DateTimeOffset from, bool contacted, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) => contacted
        ? [new(ClockSteps.QualifyNudge, calendar.Add(from, clocks.QualifyNudge), from), new(ClockSteps.QualifyOver, calendar.Add(from, clocks.QualifiedBy), from)]
        : WithReminder(
            new ClockTime(ClockSteps.ContactNudge, calendar.Add(from, clocks.FirstContact), from), [new(ClockSteps.BackToPool, present.Add(from, clocks.BackToPool), from)]);

    // Who was away until others were told is not reminded of what is long past.
    private static ImmutableArray<ClockTime> WithReminder(ClockTime reminder, ImmutableArray<ClockTime> late) => reminder.At < late[0].At ? [reminder, .. late] : late;
}
