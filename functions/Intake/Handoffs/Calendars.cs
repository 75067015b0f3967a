using Intake.Accounts;

namespace Intake.Handoffs;

/// <summary>The working time of the account managers, by the rules and the team that an operation began with.</summary>
public readonly record struct Calendars(RoutingRules Rules, Team Team)
{
    /// <summary>Of an account manager: their absences are no working time.</summary>
    public WorkCalendar Of(string? id) => WorkCalendar.For(Rules.Hours, Find(id));

    /// <summary>The same as if they were never away.</summary>
    public WorkCalendar Present(string? id) => WorkCalendar.For(Rules.Hours, Find(id) with { Absences = [] });

    /// <summary>When sales owes the answer to a mail that leaves at an instant.</summary>
    public DateTimeOffset AnswerBy(Handoff handoff, DateTimeOffset at) => Of(handoff.AccountManager).Add(at, Rules.Clocks(handoff.Asked).AnswerBy);

    /// <summary>Whether somebody is away, or has left, on the day that it is for them at an instant.</summary>
    public bool IsAway(string id, DateTimeOffset at) => !Find(id).IsAvailable(Of(id).LocalDay(at));

    private AccountManager Find(string? id) => Team.Find(id) ?? throw new InvalidDataException($"There is no account manager {id}.");
}
