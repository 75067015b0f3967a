using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>Who agreed, until when, and what each side promises: <c>agreement.json</c>.</summary>
/// <param name="Company">Name of the company whose agreement it is.</param>
/// <param name="Approvals">Who approved it.</param>
/// <param name="ReviewBy">When it is to be looked at again.</param>
/// <param name="Promises">What marketing and sales promise.</param>
public sealed record Agreement(string Company, ImmutableArray<Approval> Approvals, DateOnly ReviewBy, ImmutableArray<Promise> Promises)
{
    /// <summary>At most this many leads that a new version of the playbook would hand off at once are, without anybody's approval.</summary>
    public int HandoffsAtActivation { get; init; } = 10;
}

/// <summary>One side's approval.</summary>
public sealed record Approval(string Side, string Name, DateOnly On);

/// <summary>A promise with what it is measured against; a range where <paramref name="AtMost"/> and <paramref name="AtLeast"/> are both
/// given.</summary>
public sealed record Promise(string Id, string Side, Localized Text, string Measure, int? AtLeast, int? AtMost);
