using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Mail;

/// <summary>The score as it stands at the foot of the mail: whole points that add up on every level.</summary>
internal static class ScoreFoot
{
    private static readonly string[] Order = ["interest", "phase", "fit", "value"];

    public static MailScore? Of(Score? score, Wording wording, Playbook playbook, Texts texts)
    {
        if (score is null) return null;
        var components = score.Reasons.GroupBy(reason => reason.Component)
            .OrderBy(group => Array.IndexOf(Order, group.Key) is >= 0 and var at ? at : Order.Length).ToList();
        var total = Rounding.Whole(score.Reasons.Sum(reason => reason.Hundredths));
        var points = Rounding.Spread([.. components.Select(group => group.Sum(reason => reason.Hundredths))], total);
        var unknown = string.Join(", ", score.Reasons.Where(reason => reason.Unknown).Select(reason => wording.WordIn(reason.Rule, texts.Language)).Distinct());

        return new MailScore(
            texts.Score, total, [.. components.Zip(points, (group, whole) => Part(group, whole, wording, playbook, texts))],
            unknown.Length > 0 ? new MailSection(texts.Unknown, unknown) : null, $"{texts.Playbook} {score.Playbook}");
    }

    private static MailScorePart Part(IGrouping<string, Reason> component, int points, Wording wording, Playbook playbook, Texts texts)
    {
        var reasons = component.GroupBy(reason => Label(reason, wording, playbook, texts))
            .Select(group => (Label: group.Key, Hundredths: group.Sum(reason => reason.Hundredths))).ToList();
        var whole = Rounding.Spread([.. reasons.Select(reason => reason.Hundredths)], points);
        return new MailScorePart(texts.Component(component.Key), points, [.. reasons.Zip(whole, (reason, each) => new MailScoreLine(reason.Label, each))]);
    }

    private static string Label(Reason reason, Wording wording, Playbook playbook, Texts texts)
    {
        var name = wording.Did.ContainsKey(reason.Rule) ? wording.DidIn(reason.Rule, texts.Language) : wording.WordIn(reason.Rule, texts.Language);
        var title = reason.Content is { } content && playbook.Content.TryGetValue(content, out var item) ? $" {item.Title.In(texts.Language)}" : "";
        return Plain.Line(name + title + (reason.Unknown ? $" ({texts.Unknown.ToLowerInvariant()})" : ""));
    }
}
