using System.Globalization;
using System.Text;

namespace Intake.Scoring.Explaining;

/// <summary>An explanation as plain text, in columns, for people at a terminal.</summary>
internal sealed class ScoreText(ScoreDocument score, ExplainTexts texts)
{
    private readonly StringBuilder text = new();

    public static string Of(ScoreDocument score, ExplainTexts texts) => new ScoreText(score, texts).Write();

    private string Write()
    {
        Head();
        Rows("lrrr",
        [
            [texts.OfComponents.Component, texts.OfComponents.Before, texts.OfComponents.Weight, texts.OfComponents.After],
            .. score.Components.Select(part => new[] { part.Words, ExplainTexts.Number(part.Before), Percent(part.Weight), ExplainTexts.Number(part.After) }),
            [texts.What("total"), "", "", ExplainTexts.Number(score.Total)],
        ]);
        Rows("rlll",
        [
            [texts.OfReasons.Points, texts.OfReasons.Reason, texts.OfReasons.Content, texts.OfReasons.Until],
            .. score.Reasons.Select(reason => new[] { ExplainTexts.Number(reason.Points), reason.Words, reason.Content?.Title ?? "", Day(reason.Expires) }),
            [ExplainTexts.Number(score.Total), texts.What("total"), "", ""],
        ]);
        if (score.Unknown.Count > 0) Rows("ll", [.. score.Unknown.Select(fact => new[] { fact.Words, string.Join(", ", fact.AskedBy) })]);
        Gate();
        return text.ToString();
    }

    private void Head()
    {
        var names = texts.Head;
        Rows("ll",
        [
            [names.Lead, score.Lead],
            [names.Day, $"{ExplainTexts.Day(score.Day)}, {score.Known}"],
            [names.Stage, $"{score.Stage.Name}: {score.Stage.Definition}"],
            [names.Phase, score.Phase is not { } phase ? "-" : phase.Until is { } until ? $"{phase.Words}, {texts.OfReasons.Until.ToLowerInvariant()} {ExplainTexts.Day(until)}" : phase.Words],
            [names.Playbook, score.Playbook],
        ], end: !score.Approximate && !score.Closed);
        if (score.Approximate) text.Append(texts.Approximate).Append('\n');
        if (score.Closed) text.Append(texts.Closed).Append('\n');
        if (score.Approximate || score.Closed) text.Append('\n');
    }

    private void Gate()
    {
        if (score.NextGate is not { } gate) return;
        text.Append(CultureInfo.InvariantCulture, $"{texts.OfGate.Gate} {gate.Gate}: {gate.Words}\n");
        Rows("lrlr", [.. gate.Misses.Select(miss => new[]
        {
            $"  {texts.What(miss.What)} {texts.OfGate.Has}", ExplainTexts.Number(miss.Has), texts.OfGate.Needs, ExplainTexts.Number(miss.Needs),
        })], end: false);
    }

    private static string Percent(int? weight) => weight is { } percent ? percent.ToString(CultureInfo.InvariantCulture) + "%" : "";

    private static string Day(DateOnly? day) => day is { } known ? ExplainTexts.Day(known) : "";

    // Each column as wide as its widest cell: l to the left, r to the right.
    private void Rows(string sides, IReadOnlyList<string[]> rows, bool end = true)
    {
        var widths = Enumerable.Range(0, sides.Length).Select(column => rows.Max(row => (int?)row[column].Length) ?? 0).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, column) => sides[column] == 'r' ? cell.PadLeft(widths[column]) : cell.PadRight(widths[column]));
            text.Append(string.Join("  ", cells).TrimEnd()).Append('\n');
        }
        if (end) text.Append('\n');
    }
}
