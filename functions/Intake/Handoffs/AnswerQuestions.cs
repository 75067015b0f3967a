using System.Globalization;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>What an answer page asks before it takes the answer.</summary>
internal static class AnswerQuestions
{
    /// <summary>The question of a page; null where it asks nothing.</summary>
    public static AnswerPageForm? Of(HandoffPage page, AnswerScene scene, AnswerForm form, AnswerWords words) => page switch
    {
        HandoffPage.Accept => new AnswerPageForm(AnswerKinds.Accept, words.Mail.Take),
        HandoffPage.Reject => Reasons(AnswerKinds.Reject, scene.Playbook.Stages.Refusals, scene, form, words),
        HandoffPage.Back => Reasons(AnswerCheck.Back, scene.BackReasons, scene, form, words),
        HandoffPage.Snooze => new AnswerPageForm(AnswerKinds.Snooze, words.Texts.Confirm)
        {
            DayLabel = words.Texts.Until, DayRequired = true, Day = (Plain.Line(form.Until, 20), Written(scene.Today.AddDays(1)), Written(scene.LastDay)),
        },
        HandoffPage.Pass => new AnswerPageForm(AnswerKinds.Pass, words.Texts.Confirm)
        {
            Choice = ("to", words.Texts.Colleague), Chosen = form.To,
            Choices = [.. scene.Colleagues.Select(colleague => (colleague.Id, colleague.Name, false))],
        },
        HandoffPage.Territory => new AnswerPageForm(AnswerCheck.Territory, words.Texts.Confirm),
        HandoffPage.Contact => new AnswerPageForm(form.Answer!, words.Texts.ContactOf(form.Answer)),
        HandoffPage.Stage => Move(scene.Onwards.First(stage => stage.Id == form.Answer), scene, form, words),
        _ => null,
    };

    private static AnswerPageForm Reasons(
        string act, IEnumerable<RejectionReason> reasons, AnswerScene scene, AnswerForm form, AnswerWords words) =>
        new(act, words.Texts.Confirm)
        {
            Choice = ("reason", words.Texts.Reason), Chosen = form.Reason,
            Choices = [.. reasons.Select(reason => (reason.Id, words.In(reason.Label), reason.AsksDate))],
            DayLabel = $"{words.Texts.BackFrom} ({words.Texts.Optional})",
            Day = (Plain.Line(form.Until, 20), Written(scene.Today.AddDays(1)), Written(scene.Today.AddYears(2))),
        };

    private static AnswerPageForm Move(Stage stage, AnswerScene scene, AnswerForm form, AnswerWords words) =>
        new(stage.Id, words.In(stage.Name))
        {
            Note = words.In(stage.Definition),
            Choice = ("reason", words.Texts.Reason), Chosen = form.Reason,
            Choices = [.. scene.ReasonsOf(stage).Select(reason => (reason.Id, words.In(reason.Label), false))],
            AmountLabel = AnswerScene.TakesValue(stage) ? words.Texts.Value : null, Amount = Plain.Line(form.Value, 30),
        };

    private static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
