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

/// <summary>A step of a clock and its instant.</summary>
public sealed record ClockTime(string Step, DateTimeOffset At);

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
        { State: HandoffState.Mailed, SnoozedUntil: { } day } => [new ClockTime(ClockSteps.SnoozeOver, calendar.StartOf(day))],
        { State: HandoffState.Mailed, MailedAt: { } mailed } => Unanswered(handoff.ClockFrom ?? mailed, clocks, calendar, present),
        { State: HandoffState.Accepted, Answer: { } answer } => role switch
        {
            Role.Accepted => Accepted(handoff.ClockFrom ?? answer.At, handoff.Contacts is { IsEmpty: false }, clocks, calendar, present),
            Role.Qualified => [new ClockTime(ClockSteps.OpportunityNudge, calendar.Add(stageSince, clocks.OpportunityBy))],
            _ => [],
        },
        _ => [],
    };

    private static ImmutableArray<ClockTime> Unanswered(DateTimeOffset from, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) =>
    [
        new(ClockSteps.Reminder, calendar.Add(from, clocks.Reminder)),
        new(ClockSteps.TeamLead, present.Add(from, clocks.TeamLeadTold)),
        new(ClockSteps.Reassign, present.Add(from, clocks.Reassigned)),
    ];

    private static ImmutableArray<ClockTime> Accepted(DateTimeOffset from, bool contacted, LaneClocks clocks, WorkCalendar calendar, WorkCalendar present) => contacted
        ? [new(ClockSteps.QualifyNudge, calendar.Add(from, clocks.QualifyNudge)), new(ClockSteps.QualifyOver, calendar.Add(from, clocks.QualifiedBy))]
        : [new(ClockSteps.ContactNudge, calendar.Add(from, clocks.FirstContact)), new(ClockSteps.BackToPool, present.Add(from, clocks.BackToPool))];
}
