using Intake.Accounts;
using Intake.Learning;
using Intake.Playbooks;

namespace Intake.Stages;

/// <summary>Whether a lead may be moved.</summary>
/// <param name="Outcome">Whether it may.</param>
/// <param name="To">The stage.</param>
/// <param name="Reason">The playbook's reason, where one was given.</param>
/// <param name="Why">Why it may not, in words; null where it may.</param>
public sealed record Transition(TransitionOutcome Outcome, Stage? To = null, RejectionReason? Reason = null, string? Why = null);

/// <summary>Outcomes of <see cref="Transitions.Check"/>.</summary>
public enum TransitionOutcome
{
    /// <summary>It may be moved.</summary>
    Allowed,

    /// <summary>It is there already.</summary>
    There,

    /// <summary>It may not.</summary>
    Refused,

    /// <summary>The playbook has no such stage.</summary>
    UnknownStage,

    /// <summary>The playbook has no such reason.</summary>
    UnknownReason,
}

/// <summary>Which moves of a lead may be ordered, by the roles of the two stages: once sales has accepted it, onwards, back with a reason, and to its end.</summary>
public static class Transitions
{
    private const string Language = "en";

    /// <summary>Checks a move.</summary>
    /// <param name="lead">The lead.</param>
    /// <param name="stage">Playbook id of the stage to move it to.</param>
    /// <param name="reason">Playbook id of the reason; null for none.</param>
    /// <param name="stages">The stages in force.</param>
    public static Transition Check(Lead lead, string stage, string? reason, StageBook stages)
    {
        if (stages.Stages.FirstOrDefault(known => known.Id == stage) is not { } to) return new Transition(TransitionOutcome.UnknownStage);
        if (lead.Stage == stage) return new Transition(TransitionOutcome.There, to);
        var given = reason is null ? null : stages.Reasons.GetValueOrDefault(reason);
        if (reason is not null && given is null) return new Transition(TransitionOutcome.UnknownReason, to);
        return WhyNot(lead, to, given, stages) is { } why
            ? new Transition(TransitionOutcome.Refused, to, given, $"{Words(stages.Find(lead.Stage))} to {Words(to)}: {why}")
            : new Transition(TransitionOutcome.Allowed, to, given);
    }

    private static string? WhyNot(Lead lead, Stage to, RejectionReason? reason, StageBook stages)
    {
        var from = stages.Find(lead.Stage);
        if (lead.Closed) return "a closed round is never changed. The next activity opens the next round.";
        return to.Role switch
        {
            Role.Entry => "a lead begins there, and nobody puts it back.",
            Role.Handoff => "a lead gets there by a gate only.",
            Role.Accepted => "only the answer to its handoff brings it there.",
            _ when from.Role is not (Role.Accepted or Role.Qualified or Role.Deal) => $"somebody must have accepted it first ({Words(stages.Of(Role.Accepted))}).",
            Role.Qualified or Role.Deal => Onwards(from, to, reason, stages),
            Role.End when to.Id == Outcomes.Won && reason is not null => "a reason is for losing it.",
            Role.End => reason is null or { Becomes: Role.End } ? null : Misfit(to, reason, stages),
            _ when from.Role == Role.Deal => "a deal is won or lost.",
            _ => reason?.Becomes == to.Role ? null : Misfit(to, reason, stages),
        };
    }

    private static string? Onwards(Stage from, Stage to, RejectionReason? reason, StageBook stages)
    {
        if (reason is not null) return "a reason is for refusing and for losing it.";
        var forward = from.Role < to.Role || (from.Role == to.Role && stages.Stages.IndexOf(from) < stages.Stages.IndexOf(to));
        return forward ? null : "a lead that sales has accepted goes onwards only.";
    }

    private static string Misfit(Stage to, RejectionReason? reason, StageBook stages)
    {
        var fitting = stages.ReasonOrder.Where(id => stages.Reasons[id].Becomes == to.Role);
        return $"{(reason is null ? "it takes a reason" : $"{reason.Id} is no reason for that")}. Reasons for it: {string.Join(", ", fitting)}.";
    }

    private static string Words(Stage stage) => $"{stage.Name.In(Language)} ({stage.Definition.In(Language)})";
}
