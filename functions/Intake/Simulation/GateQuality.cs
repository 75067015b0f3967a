using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Simulation;

/// <summary>How well a gate parts what sales took from what it refused, on the handoffs that sales has answered. Refusals that tell nothing of quality, such as a
/// duplicate, are left out. Of what was never handed off nobody knows whether sales would have taken it.</summary>
/// <param name="Accepted">Answered leads that sales took.</param>
/// <param name="Refused">Answered leads that sales refused.</param>
/// <param name="AcceptedKept">Of those taken, how many the playbook hands off too.</param>
/// <param name="RefusedKept">Of those refused, how many the playbook hands off too.</param>
/// <param name="BestThreshold">Total from which on handing off would have parted them best, in whole points; those who asked, who pass at any score, left aside.</param>
/// <param name="BestPerMille">How well that is: the harmonic mean of precision and recall (F1), in tenths of a percent.</param>
public sealed record GateQuality(int Accepted, int Refused, int AcceptedKept, int RefusedKept, int BestThreshold, int BestPerMille)
{
    /// <summary>Of the answered leads that the playbook hands off, how many sales took, in tenths of a percent; null where it hands off none.</summary>
    public int? PrecisionPerMille => AcceptedKept + RefusedKept == 0 ? null : (int)(AcceptedKept * 1000L / (AcceptedKept + RefusedKept));

    /// <summary>Of the leads that sales took, how many the playbook hands off, in tenths of a percent; null where sales took none.</summary>
    public int? RecallPerMille => Accepted == 0 ? null : (int)(AcceptedKept * 1000L / Accepted);

    internal static GateQuality? Of(ImmutableArray<RealHandoff> did, ImmutableArray<RoutedHandoff> would, Playbook playbook)
    {
        var answered = did.Where(made => made.Answer is { } answer && Tells(answer.Kind, answer.Reason, playbook)).ToImmutableArray();
        if (answered.IsEmpty) return null;
        var kept = would.Select(made => made.Handoff.Lead).ToHashSet(StringComparer.Ordinal);
        var (right, wrong) = (answered.RemoveAll(made => !IsRight(made)), answered.RemoveAll(IsRight));
        // Whoever asked passed at any score.
        var (threshold, perMille) = Best(right.RemoveAll(made => made.Asked), wrong.RemoveAll(made => made.Asked), playbook);
        return new GateQuality(
            right.Length, wrong.Length, right.Count(made => kept.Contains(made.Lead)), wrong.Count(made => kept.Contains(made.Lead)), threshold, perMille);
    }

    private static bool IsRight(RealHandoff made) => made.Answer!.Kind == AnswerKinds.Accept;

    private static bool Tells(string kind, string? reason, Playbook playbook) =>
        kind == AnswerKinds.Accept || (reason is not null && playbook.Stages.Reasons.GetValueOrDefault(reason) is { CountsAgainst: true });

    // Of several that are as good the one nearest to the gate's, then the lower.
    private static (int Threshold, int PerMille) Best(ImmutableArray<RealHandoff> right, ImmutableArray<RealHandoff> wrong, Playbook playbook)
    {
        var current = playbook.Stages.Gates.Prospects.Total;
        return Enumerable.Range(0, 101).Select(points => (points, At(points))).OrderByDescending(each => each.Item2)
            .ThenBy(each => Math.Abs(each.points - current)).ThenBy(each => each.points).First();

        int At(int points)
        {
            var (kept, mistaken) = (right.Count(made => made.Score >= points * 100), wrong.Count(made => made.Score >= points * 100));
            return kept == 0 ? 0 : (int)(2_000L * kept / (kept + mistaken + right.Length));
        }
    }
}
