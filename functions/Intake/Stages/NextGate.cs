using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Stages;

/// <summary>The gate that a lead does not pass, and why.</summary>
/// <param name="Gate">Its id.</param>
/// <param name="Cause">Why, as the decision tells it: <c>below:interest</c>, <c>resting</c>, <c>excluded:student</c>, ...</param>
/// <param name="Misses">Every line of it that the lead is below, also where something else keeps it.</param>
public sealed record NextGate(string Gate, string Cause, ImmutableArray<GateLine> Misses)
{
    /// <summary>What is decided on a lead as it stands; null where sales has it, where its round is closed, and where it passes.</summary>
    internal static NextGate? Of(Case it)
    {
        if (it.Lead.Closed || it.Role is not (Role.Entry or Role.Working or Role.Refused or Role.Resting)) return null;
        var decision = StageRules.Decide(it);
        return decision.Handover is null ? new NextGate(it.ScoreGate.Id, decision.Cause, [.. GateLine.Of(it).Where(line => line.IsMissed)]) : null;
    }
}
