using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>The company's hours: what holds for everyone who has no others.</summary>
public sealed record WorkingHours(
    TimeZoneInfo Zone, TimeOnly Start, TimeOnly End, ImmutableHashSet<DayOfWeek> Days, ImmutableHashSet<DateOnly> Holidays);

/// <summary>The clocks of one lane: how long each step may take, in the account manager's working time.</summary>
public sealed record LaneClocks
{
    /// <summary>Whether the mail leaves at once, at any hour; otherwise within working hours, at the latest at the next start.</summary>
    public required bool MailAtOnce { get; init; }

    /// <summary>Sales answers by.</summary>
    public required WorkingTime AnswerBy { get; init; }

    /// <summary>A reminder, before the answer is due.</summary>
    public required WorkingTime Reminder { get; init; }

    /// <summary>The team lead is told.</summary>
    public required WorkingTime TeamLeadTold { get; init; }

    /// <summary>Somebody else gets it.</summary>
    public required WorkingTime Reassigned { get; init; }

    /// <summary>From accepted to the first contact logged.</summary>
    public required WorkingTime FirstContact { get; init; }

    /// <summary>Accepted without contact: back to the pool.</summary>
    public required WorkingTime BackToPool { get; init; }

    /// <summary>Accepted but not qualified: a nudge.</summary>
    public required WorkingTime QualifyNudge { get; init; }

    /// <summary>Accepted: qualified or back.</summary>
    public required WorkingTime QualifiedBy { get; init; }

    /// <summary>Qualified: an opportunity by then.</summary>
    public required WorkingTime OpportunityBy { get; init; }

    /// <summary>When the mail of a handoff decided at an instant leaves.</summary>
    public DateTimeOffset MailLeaves(DateTimeOffset decidedAt, WorkCalendar calendar) =>
        MailAtOnce ? decidedAt : calendar.NextStart(decidedAt);

    /// <summary>When sales owes an answer to a mail that left at an instant. The clock starts with the next working hour.</summary>
    public DateTimeOffset AnswerDue(DateTimeOffset mailedAt, WorkCalendar calendar) => calendar.Add(mailedAt, AnswerBy);
}
