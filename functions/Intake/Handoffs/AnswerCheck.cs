using System.Globalization;
using System.Text.RegularExpressions;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Checks what was filled in on the answer page against what can be done: the answer, or what is wrong with it.</summary>
internal static partial class AnswerCheck
{
    /// <summary>Passing it on to nobody by name.</summary>
    public const string Territory = "territory";

    /// <summary>Giving back what was taken.</summary>
    public const string Back = "back";

    /// <summary>The page on which a choice is made.</summary>
    public static HandoffPage PageOf(string? answer, AnswerScene scene) => (scene.Standing, answer) switch
    {
        (AnswerStanding.Unanswered, AnswerKinds.Accept) => HandoffPage.Accept,
        (AnswerStanding.Unanswered, AnswerKinds.Reject) => HandoffPage.Reject,
        (AnswerStanding.Unanswered, AnswerKinds.Snooze) => HandoffPage.Snooze,
        (AnswerStanding.Unanswered, AnswerKinds.Pass) => HandoffPage.Pass,
        (AnswerStanding.Unanswered, Territory) => HandoffPage.Territory,
        (AnswerStanding.Unanswered, _) => HandoffPage.Choose,
        (AnswerStanding.Accepted, ContactKinds.Spoke or ContactKinds.Tried or ContactKinds.Meeting) => HandoffPage.Contact,
        (AnswerStanding.Accepted, Back or AnswerKinds.Reject) when scene.BackReasons.Any() => HandoffPage.Back,
        (AnswerStanding.Accepted, _) => scene.Onwards.Any(stage => stage.Id == answer) ? HandoffPage.Stage : HandoffPage.FollowUp,
        (AnswerStanding.Refused, _) => HandoffPage.Answered,
        (AnswerStanding.Closed, _) => HandoffPage.Closed,
        (AnswerStanding.Given, _) => HandoffPage.Given,
        _ => HandoffPage.Gone,
    };

    /// <summary>Checks it.</summary>
    public static AnswerChoice Of(AnswerForm form, AnswerScene scene) => (PageOf(form.Answer, scene), scene.Standing) switch
    {
        (HandoffPage.Accept, _) => new AnswerChoice(HandoffPage.Accept, AnswerKinds.Accept),
        (HandoffPage.Reject, _) => Refusal(form, scene),
        (HandoffPage.Snooze, _) => Snooze(form, scene),
        (HandoffPage.Pass, _) => Pass(form, scene),
        (HandoffPage.Territory, _) => new AnswerChoice(HandoffPage.Territory, AnswerKinds.Pass),
        (HandoffPage.Contact, _) => new AnswerChoice(HandoffPage.Contact, AnswerKinds.Contact) { Contact = form.Answer },
        // Refusing what was taken contradicts; it is given back instead.
        (HandoffPage.Back, _) when form.Answer == Back => GivenBack(form, scene),
        (HandoffPage.Stage, _) => Move(form, scene, scene.Onwards.First(stage => stage.Id == form.Answer)),
        (var page, AnswerStanding.Unanswered) => AnswerChoice.Not(page, IsFollowUp(form.Answer, scene.Playbook.Stages) ? AnswerProblem.TakeFirst : AnswerProblem.NoAnswer),
        (var page, _) => AnswerChoice.Not(page, form.Answer is null ? AnswerProblem.NoAnswer : AnswerProblem.AnsweredBefore),
    };

    private static AnswerChoice Refusal(AnswerForm form, AnswerScene scene) =>
        Because(form, scene.Playbook.Stages.Refusals, HandoffPage.Reject, scene) is var choice && choice.Wrong is AnswerProblem.None
            ? choice with { Answer = AnswerKinds.Reject } : choice;

    private static AnswerChoice GivenBack(AnswerForm form, AnswerScene scene) =>
        Because(form, scene.BackReasons, HandoffPage.Back, scene) is var choice && choice.Wrong is AnswerProblem.None
            ? choice with { Stage = scene.Playbook.Stages.Of(scene.Playbook.Stages.Reasons[choice.Reason!].Becomes) } : choice;

    private static AnswerChoice Because(AnswerForm form, IEnumerable<RejectionReason> reasons, HandoffPage page, AnswerScene scene)
    {
        if (reasons.FirstOrDefault(reason => reason.Id == form.Reason) is not { } reason) return AnswerChoice.Not(page, AnswerProblem.NoReason);
        if (!reason.AsksDate || string.IsNullOrEmpty(form.Until)) return new AnswerChoice(page, Reason: reason.Id);
        return DayIn(form.Until) is { } until && until > scene.Today && until <= scene.Today.AddYears(2)
            ? new AnswerChoice(page, Reason: reason.Id, Until: until) : AnswerChoice.Not(page, AnswerProblem.WrongDate, reason.Id);
    }

    private static AnswerChoice Snooze(AnswerForm form, AnswerScene scene) =>
        DayIn(form.Until) is { } until && until > scene.Today && until <= scene.LastDay
            ? new AnswerChoice(HandoffPage.Snooze, AnswerKinds.Snooze, Until: until) : AnswerChoice.Not(HandoffPage.Snooze, AnswerProblem.WrongDay);

    private static AnswerChoice Pass(AnswerForm form, AnswerScene scene) =>
        scene.Colleagues.FirstOrDefault(colleague => colleague.Id == form.To) is { } to
            ? new AnswerChoice(HandoffPage.Pass, AnswerKinds.Pass) { To = to.Id } : AnswerChoice.Not(HandoffPage.Pass, AnswerProblem.NoColleague);

    private static AnswerChoice Move(AnswerForm form, AnswerScene scene, Stage stage)
    {
        var reasons = scene.ReasonsOf(stage).Select(reason => reason.Id).ToList();
        if (reasons.Count > 0 && !reasons.Contains(form.Reason ?? "")) return AnswerChoice.Not(HandoffPage.Stage, AnswerProblem.NoReason);
        var value = AnswerScene.TakesValue(stage) ? ValueIn(form.Value) : null;
        if (AnswerScene.TakesValue(stage) && value is null) return AnswerChoice.Not(HandoffPage.Stage, AnswerProblem.WrongValue);
        return new AnswerChoice(HandoffPage.Stage, Reason: reasons.Count > 0 ? form.Reason : null) { Stage = stage, Value = value };
    }

    private static bool IsFollowUp(string? answer, StageBook stages) =>
        answer is ContactKinds.Spoke or ContactKinds.Tried or ContactKinds.Meeting or Back || stages.Stages.Any(stage => stage.Id == answer);

    private static DateOnly? DayIn(string? day) =>
        DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var parsed) ? parsed : null;

    /// <summary>A whole number as people write one: grouped by threes or not, with a sign of the currency or not.</summary>
    internal static long? ValueIn(string? typed) => Amount().Match(typed ?? "") is { Success: true } amount
        ? long.Parse(string.Concat(amount.Groups[1].Value.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture) : null;

    [GeneratedRegex(@"^\s*(?:€|EUR|eur)?\s*([0-9]{1,12}|[0-9]{1,3}(?:[.,' \u00a0\u202f][0-9]{3}){1,3})(?:,-|,00|\.00)?\s*(?:€|EUR|eur)?\s*$")]
    private static partial Regex Amount();
}
