using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Scoring.Explaining;

/// <summary>Puts an explanation into words: the playbook's where it has any, in a language of <see cref="ExplainTexts"/>.</summary>
internal sealed class ScoreDocumentWriter(Playbook playbook, ExplainTexts texts)
{
    private const string RuleCap = "cap:rule:";

    private string Language => texts.Language;

    /// <summary>The document of an explanation.</summary>
    /// <param name="it">The explanation.</param>
    /// <param name="day">The day that was asked.</param>
    /// <param name="past">It is of a day that is over.</param>
    /// <param name="approximate">What was known then is not known exactly.</param>
    public ScoreDocument Write(Explanation it, DateOnly day, bool past, bool approximate) => new(
        it.Id.ToString(), day, past ? texts.KnownThen : texts.KnownNow, approximate, it.Lead.Closed, it.Score.Playbook, StageDocument.Of(it.Stage, Language),
        it.Score.PhaseName is { } phase ? new PhaseDocument(phase, Label("phase:" + phase) ?? phase, it.PhaseUntil) : null, Points(it.Score.Total),
        Components(it.Score), [.. it.Score.Reasons.Select(Write)],
        [.. it.Unknown.Select(fact => new UnknownDocument(fact.Field, texts.Unknown(texts.Field(fact.Field)), fact.AskedBy))],
        it.NextGate is { } gate ? Write(it, gate) : null);

    /// <summary>Hundredths as points with two decimals.</summary>
    public static decimal Points(int hundredths) => new(Math.Abs(hundredths), 0, 0, hundredths < 0, 2);

    private ComponentDocument[] Components(Score score)
    {
        var (weights, same) = (playbook.Scoring.Weights, score.Playbook == playbook.Version);
        ComponentDocument Of(string component, int before, int weight) => new(
            component, texts.What(component), Points(before), same ? weight : null,
            Points(score.Reasons.Where(reason => reason.Component == component).Sum(reason => reason.Hundredths)));
        return
        [
            Of(Scoring.Components.Interest, score.Interest, weights.Interest), Of(Scoring.Components.Phase, score.Phase, weights.Phase),
            Of(Scoring.Components.Fit, score.Fit, weights.Fit), Of(Scoring.Components.Value, score.Value, weights.Value),
        ];
    }

    private ReasonDocument Write(Reason reason) => new(
        reason.Rule, WordsOf(reason), reason.Component, Points(reason.Hundredths),
        reason.Content is { } content ? new ContentDocument(content, TitleOf(content)) : null, reason.Expires, reason.Unknown);

    private string WordsOf(Reason reason)
    {
        var words = Label(reason.Rule) ?? reason.Rule;
        if (reason.Rule.StartsWith(RuleCap, StringComparison.Ordinal) && Label(reason.Rule[RuleCap.Length..]) is { } capped) return $"{words}: {capped}";
        if (!reason.Unknown) return words;
        var fact = UnknownFacts.FieldOf(reason.Rule, playbook) is { } field ? texts.Field(field) : words;
        return fact == words ? texts.Unknown(fact) : $"{words} ({texts.Unknown(fact)})";
    }

    private string? Label(string reason) => playbook.Scoring.LabelOf(reason)?.In(Language);

    // A score may be older than the playbook, and name content that is no longer there.
    private string TitleOf(string content) =>
        (playbook.Content.GetValueOrDefault(content)?.Title ?? playbook.Forms.GetValueOrDefault(content)?.Title)?.In(Language) ?? content;

    private NextGateDocument Write(Explanation it, NextGate gate)
    {
        var misses = gate.Misses.Select(line => new MissDocument(line.What, Points(line.Has), Points(line.Needs))).ToList();
        return new NextGateDocument(gate.Gate, gate.Cause, texts.Cause(gate.Cause, it.Lead, misses), misses);
    }
}
