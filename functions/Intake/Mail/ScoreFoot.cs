using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Mail;

/// <summary>The score as it stands at the foot of the mail: whole points that add up on every level.</summary>
internal static class ScoreFoot
{
    private static readonly string[] Order = ["interest", "phase", "fit", "value"];

    public static MailScore? Of(Score? score, Playbook playbook, Texts texts)
    {
        if (score is null) return null;
        var components = score.Reasons.GroupBy(reason => reason.Component)
            .OrderBy(group => Array.IndexOf(Order, group.Key) is >= 0 and var at ? at : Order.Length).ToList();
        var total = Rounding.Whole(score.Reasons.Sum(reason => reason.Hundredths));
        var points = Rounding.Spread([.. components.Select(group => group.Sum(reason => reason.Hundredths))], total);
        var unknown = string.Join(
            ", ", score.Reasons.Where(reason => reason.Unknown).Select(reason => Name(reason, playbook, texts)).Distinct());

        return new MailScore(
            texts.Score, total, [.. components.Zip(points, (group, whole) => Part(group, whole, playbook, texts))],
            unknown.Length > 0 ? new MailSection(texts.Unknown, unknown) : null, $"{texts.Playbook} {score.Playbook}");
    }

    private static MailScorePart Part(IGrouping<string, Reason> component, int points, Playbook playbook, Texts texts)
    {
        var reasons = component.GroupBy(reason => Label(reason, playbook, texts))
            .Select(group => (Label: group.Key, Hundredths: group.Sum(reason => reason.Hundredths))).ToList();
        var whole = Rounding.Spread([.. reasons.Select(reason => reason.Hundredths)], points);
        return new MailScorePart(
            texts.Component(component.Key), points, [.. reasons.Zip(whole, (reason, each) => new MailScoreLine(reason.Label, each))]);
    }

    private static string Label(Reason reason, Playbook playbook, Texts texts)
    {
        var title = reason.Content is { } content && playbook.Content.TryGetValue(content, out var item)
            ? $": {item.Title.In(texts.Language)}"
            : "";
        return Plain.Line(Name(reason, playbook, texts) + title + (reason.Unknown ? $" ({texts.Unknown.ToLowerInvariant()})" : ""));
    }

    // A score may be older than the playbook, and name a rule that is no longer there.
    private static string Name(Reason reason, Playbook playbook, Texts texts) =>
        playbook.Scoring.LabelOf(reason.Rule)?.In(texts.Language) ?? reason.Rule;
}
