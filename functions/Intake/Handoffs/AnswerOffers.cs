using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>What an answer page offers to choose from.</summary>
internal static class AnswerOffers
{
    /// <summary>The offers of a page.</summary>
    public static ImmutableArray<AnswerPageGroup> Of(HandoffPage page, AnswerScene scene, AnswerWords words) => page switch
    {
        HandoffPage.Choose => [Answers(words)],
        HandoffPage.FollowUp or HandoffPage.Noted => [.. FollowUp(scene, words).Where(group => group.Options.Length > 0)],
        _ => [],
    };

    private static AnswerPageGroup Answers(AnswerWords words) => new(null,
    [
        new(AnswerKinds.Accept, words.Mail.Take, OptionWeight.AtOnce),
        new(AnswerKinds.Reject, words.Mail.NotForMe, OptionWeight.Button),
        new(AnswerKinds.Snooze, words.Mail.NotNow, OptionWeight.Small),
        new(AnswerKinds.Pass, words.Mail.ForColleague, OptionWeight.Small),
        new(AnswerCheck.Territory, words.Mail.WrongTerritory, OptionWeight.Small),
    ]);

    private static IEnumerable<AnswerPageGroup> FollowUp(AnswerScene scene, AnswerWords words)
    {
        yield return new(words.Texts.Contact,
        [
            new(ContactKinds.Spoke, words.Texts.Spoke, OptionWeight.AtOnce),
            new(ContactKinds.Meeting, words.Texts.Meeting, OptionWeight.AtOnce),
            new(ContactKinds.Tried, words.Texts.Tried, OptionWeight.AtOnce),
        ]);
        yield return new(words.Texts.Next, [.. scene.Onwards.Select(stage => Onto(stage, words))]);
        if (scene.BackReasons.Any()) yield return new(null, [new(AnswerCheck.Back, words.Texts.GiveBack, OptionWeight.Small)]);
    }

    private static AnswerPageOption Onto(Stage stage, AnswerWords words) =>
        new(stage.Id, words.In(stage.Name), OptionWeight.Button, words.In(stage.Definition));
}
