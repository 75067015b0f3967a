using Intake.Commands;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Makes the commands of checked answers. The same answer to the same handoff is the same command.</summary>
internal static class AnswerCommands
{
    /// <summary>The command of a choice in which nothing is wrong.</summary>
    public static Command Of(AnswerChoice choice, AnswerToken link, AnswerScene scene) => choice.Stage is { } stage
        ? MoveLeadCommand.Of(scene.View.Account, scene.View.Lead!, stage.Id, choice.Reason, new LeadMove(scene.Now, link.AccountManager, choice.Value, choice.Until), scene.Now)
        : Answer(choice, link, scene);

    private static AnswerCommand Answer(AnswerChoice choice, AnswerToken link, AnswerScene scene) => new()
    {
        Id = Keys.Id(
            "answer", link.Account, link.Handoff, link.AccountManager, $"{scene.View.Handoff.Assignment}", choice.Answer!, choice.Reason ?? "",
            $"{choice.Until:yyyy-MM-dd}", choice.To ?? "", choice.Contact ?? "", $"{Since(choice, scene)}"),
        Account = link.Account,
        At = MomentOf(choice, scene),
        Handoff = link.Handoff,
        Assignment = scene.View.Handoff.Assignment,
        Answer = choice.Answer!,
        Reason = choice.Reason,
        Until = choice.Until,
        To = choice.To,
        Contact = choice.Contact,
        By = link.AccountManager,
    };

    // A second tap on a button that is slow to answer tells of the same call.
    private static DateTimeOffset MomentOf(AnswerChoice choice, AnswerScene scene) =>
        choice.Contact is null ? scene.Now : new DateTimeOffset(scene.Now.UtcTicks - (scene.Now.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    // What can be told more than once differs by what was told before.
    private static string Since(AnswerChoice choice, AnswerScene scene) => choice.Answer switch
    {
        AnswerKinds.Contact => $"{MomentOf(choice, scene).UtcTicks}",
        AnswerKinds.Snooze => $"{scene.View.Handoff.SnoozedUntil:yyyy-MM-dd}",
        _ => "",
    };
}
