using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Learning;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>A handoff as the holder of a link finds it, and what they can do about it.</summary>
/// <param name="View">The handoff with its account and lead.</param>
/// <param name="Me">Id of the account manager whose link it is.</param>
/// <param name="Playbook">The playbook in force.</param>
/// <param name="Team">The team as it is now.</param>
/// <param name="Now">The time.</param>
internal sealed record AnswerScene(HandoffView View, string Me, Playbook Playbook, Team Team, DateTimeOffset Now)
{
    private const int MostDaysOff = 60;

    /// <summary>Who holds the link; null for somebody the team does not know any more.</summary>
    public AccountManager? Manager => Team.Find(Me);

    /// <summary>Their calendar.</summary>
    public WorkCalendar Calendar => Manager is { } manager ? WorkCalendar.For(Playbook.Routing.Hours, manager)
        : new(Playbook.Routing.Hours.Zone, Playbook.Routing.Hours.Start, Playbook.Routing.Hours.End, Playbook.Routing.Hours.Days, Playbook.Routing.Hours.Holidays);

    /// <summary>The day it is for them.</summary>
    public DateOnly Today => Calendar.LocalDay(Now);

    /// <summary>The last day until which it can be put off.</summary>
    public DateOnly LastDay => Today.AddDays(MostDaysOff);

    /// <summary>Where it is for them.</summary>
    public AnswerStanding Standing => View.Handoff switch
    {
        { State: HandoffState.Joined or HandoffState.Withdrawn or HandoffState.Moved } => AnswerStanding.Gone,
        var handoff when handoff.AccountManager != Me => WasMine(handoff) ? AnswerStanding.Given : AnswerStanding.Gone,
        { End: not null } => AnswerStanding.Closed,
        { Answer.Kind: AnswerKinds.Reject } => AnswerStanding.Refused,
        { Answer.Kind: AnswerKinds.Accept } => AnswerStanding.Accepted,
        _ => AnswerStanding.Unanswered,
    };

    /// <summary>To whom it can be passed on, by name.</summary>
    public ImmutableArray<AccountManager> Colleagues =>
        [.. Team.ById.Values.Where(other => other.Active && other.Id != Me).OrderBy(other => other.Name, StringComparer.Ordinal)];

    /// <summary>The stages that it can go on to from where it is.</summary>
    public IEnumerable<Stage> Onwards =>
        Playbook.Stages.Stages.Where(stage => stage.Role is Role.Qualified or Role.Deal or Role.End && MayMove(stage, null));

    /// <summary>The reasons that a stage takes: only of an end that is not the good one.</summary>
    public IEnumerable<RejectionReason> ReasonsOf(Stage stage) =>
        stage.Role != Role.End || stage.Id == Outcomes.Won ? [] : Reasons.Where(reason => reason.Becomes == Role.End);

    /// <summary>The reasons for which it can be given back.</summary>
    public IEnumerable<RejectionReason> BackReasons =>
        Reasons.Where(reason => reason.Becomes is not Role.End && MayMove(Playbook.Stages.Of(reason.Becomes), reason.Id));

    /// <summary>Whether its worth is told along.</summary>
    public static bool TakesValue(Stage stage) => stage.Role == Role.Deal || stage.Id == Outcomes.Won;

    private IEnumerable<RejectionReason> Reasons => Playbook.Stages.ReasonOrder.Select(id => Playbook.Stages.Reasons[id]);

    private bool MayMove(Stage stage, string? reason) =>
        View.Lead is { } lead && Transitions.Check(lead, stage.Id, reason, Playbook.Stages).Outcome == TransitionOutcome.Allowed;

    private bool WasMine(Handoff handoff) => handoff.Former?.Any(former => former.AccountManager == Me) is true;
}

/// <summary>Where a handoff is for the holder of a link.</summary>
internal enum AnswerStanding
{
    /// <summary>They owe an answer.</summary>
    Unanswered,

    /// <summary>They took it.</summary>
    Accepted,

    /// <summary>They refused it.</summary>
    Refused,

    /// <summary>They took it, and it came to an end.</summary>
    Closed,

    /// <summary>Somebody else has it by now.</summary>
    Given,

    /// <summary>It is not there any more, or never was theirs.</summary>
    Gone,
}
