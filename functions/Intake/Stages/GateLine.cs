namespace Intake.Stages;

/// <summary>One line of the score lane, in hundredths.</summary>
/// <param name="What"><c>total</c> or a component.</param>
/// <param name="Has">What the lead has, of those who may be handed off.</param>
/// <param name="Needs">What the playbook asks at least.</param>
public readonly record struct GateLine(string What, int Has, int Needs)
{
    /// <summary>Whether the lead is below it.</summary>
    public bool IsMissed => Has < Needs;

    /// <summary>The lines of the gate that is for a lead, in the order in which they are looked at.</summary>
    internal static IEnumerable<GateLine> Of(Case it)
    {
        var (gate, score) = (it.ScoreGate, it.Eligible);
        yield return new GateLine("total", score.Total, gate.Total * 100);
        yield return new GateLine("interest", score.Interest, gate.Interest * 100);
        if (gate.Phase is { } asked) yield return new GateLine("phase", score.Phase, it.Playbook.Scoring.Phases.First(phase => phase.Id == asked).Points * 100);
        yield return new GateLine("fit", score.Fit, gate.Fit * 100);
        yield return new GateLine("value", score.Value, gate.Value * 100);
    }
}
