using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>Who agreed, until when, and what each side promises: <c>agreement.json</c>.</summary>
/// <param name="Company">Name of the company whose agreement it is.</param>
/// <param name="Approvals">Who approved it.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Promises">What marketing and sales promise.</param>
public sealed record Agreement(string Company, ImmutableArray<Approval> Approvals, DateOnly ReviewBy, ImmutableArray<Promise> Promises)
{
    /// <summary>What may be handed off at most, and at least.</summary>
    public HandoffLimits Limits { get; init; } = new(HandoffsPerWeek: 20, ShareFromPercent: 10, ShareToPercent: 35, AtActivation: 10);
}

/// <summary>Beyond these a playbook that is tried is warned of.</summary>
/// <param name="HandoffsPerWeek">Most handoffs of an account manager in a week.</param>
/// <param name="ShareFromPercent">Least share of the leads that is handed off.</param>
/// <param name="ShareToPercent">Largest share.</param>
/// <param name="AtActivation">Most leads that a new version hands off at once without anybody's approval.</param>
public sealed record HandoffLimits(int HandoffsPerWeek, int ShareFromPercent, int ShareToPercent, int AtActivation);

/// <summary>One side's approval.</summary>
public sealed record Approval(string Side, string Name, DateOnly On);

/// <summary>A promise with what it is measured against; a range where <paramref name="AtMost"/> and <paramref name="AtLeast"/> are both
/// given.</summary>
public sealed record Promise(string Id, string Side, Localized Text, string Measure, int? AtLeast, int? AtMost);
