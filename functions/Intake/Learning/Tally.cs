using System.Collections.Immutable;
using Intake.Stages;

namespace Intake.Learning;

/// <summary>Answers, counted.</summary>
/// <param name="Answered">Handoffs that sales answered.</param>
/// <param name="Accepted">Of these, taken.</param>
/// <param name="Refused">Of these, refused.</param>
/// <param name="RefusedAgainst">Of the refused, those whose reason counts against the quality of what was handed over: not a duplicate, nor the wrong person.</param>
/// <param name="Reasons">The refused by reason.</param>
/// <param name="Won">Won in the end.</param>
/// <param name="Lost">Lost in the end.</param>
/// <param name="Value">What the won ones were worth, as far as told.</param>
public sealed record Tally(
    int Answered, int Accepted, int Refused, int RefusedAgainst, ImmutableSortedDictionary<string, int> Reasons, int Won, int Lost, long Value)
{
    /// <summary>Those that tell about quality.</summary>
    public int Judged => Accepted + RefusedAgainst;

    /// <summary>Of those, the accepted, in percent with one decimal; null where there are none.</summary>
    public decimal? Acceptance => Judged == 0 ? null : Math.Round(100m * Accepted / Judged, 1, MidpointRounding.AwayFromZero);

    /// <summary>Counts answers.</summary>
    public static Tally Of(IEnumerable<AnswerRow> rows)
    {
        var all = rows.ToImmutableArray();
        var refused = all.Where(row => row.Answer == AnswerKinds.Reject).ToImmutableArray();
        var won = all.Where(row => row.Outcome == Outcomes.Won).ToImmutableArray();
        return new Tally(
            all.Length, all.Length - refused.Length, refused.Length, refused.Count(row => row.CountsAgainst),
            refused.GroupBy(row => row.Reason ?? "-").ToImmutableSortedDictionary(reason => reason.Key, reason => reason.Count(), StringComparer.Ordinal),
            won.Length, all.Count(row => row.Outcome == Outcomes.Lost), won.Sum(row => row.Value ?? 0));
    }
}
