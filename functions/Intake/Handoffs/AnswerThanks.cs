using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Which page thanks for an answer.</summary>
internal static class AnswerThanks
{
    // A second tap on the same button is not a second call.
    private static readonly TimeSpan SameContact = TimeSpan.FromMinutes(2);

    /// <summary>The page for an answer that was just given.</summary>
    public static HandoffPage For(AnswerChoice choice) => choice switch
    {
        { Stage: not null } => HandoffPage.Moved,
        { Answer: AnswerKinds.Accept } => HandoffPage.Accepted,
        { Answer: AnswerKinds.Reject } => HandoffPage.Rejected,
        { Answer: AnswerKinds.Snooze } => HandoffPage.Snoozed,
        { Answer: AnswerKinds.Contact } => HandoffPage.Noted,
        { To: not null } => HandoffPage.Passed,
        _ => HandoffPage.SoughtFor,
    };

    /// <summary>The page for one that was given before, the same: it is thanked for again, and nothing is left to do. Null for any other.</summary>
    public static HandoffPage? GivenBefore(AnswerForm form, AnswerScene scene)
    {
        var handoff = scene.View.Handoff;
        return (form.Answer, scene.Standing) switch
        {
            (AnswerKinds.Accept, AnswerStanding.Accepted) => HandoffPage.FollowUp,
            (AnswerKinds.Reject, AnswerStanding.Refused) when form.Reason == handoff.Answer?.Reason => HandoffPage.Rejected,
            (AnswerKinds.Snooze, AnswerStanding.Unanswered) when handoff.SnoozedUntil is { } day && form.Until == $"{day:yyyy-MM-dd}" => HandoffPage.Snoozed,
            (AnswerKinds.Pass or AnswerCheck.Territory, AnswerStanding.Given) => HandoffPage.Given,
            ({ } kind, AnswerStanding.Accepted) when handoff.Contacts is [.., var last] && last.Kind == kind && scene.Now - last.At < SameContact => HandoffPage.Noted,
            ({ } stage, AnswerStanding.Accepted) when scene.View.Lead?.Stage == stage => HandoffPage.FollowUp,
            ({ } stage, AnswerStanding.Closed) when handoff.End?.Stage == stage => HandoffPage.Closed,
            _ => null,
        };
    }
}
