using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>What counts of an activity that is replaced and not added, such as the minutes at a webinar.</summary>
/// <param name="Submission">Id of the submission that told it.</param>
/// <param name="At">When that reached us: the newest counts, at the same instant the greater id.</param>
/// <param name="Counts">Where it was counted.</param>
public sealed record Counted(string Submission, DateTimeOffset At, ImmutableArray<CountedIn> Counts)
{
    /// <summary>Whether another submission of the same activity is newer.</summary>
    public bool IsBefore(Submissions.Submission other) =>
        other.ReceivedAt > At || (other.ReceivedAt == At && string.CompareOrdinal(other.Id, Submission) > 0);
}

/// <summary>A count of one.</summary>
/// <param name="Lead">Key of the lead: <c>charging:1</c>.</param>
/// <param name="Bucket">Key in its counts; null where the playbook gives no points.</param>
/// <param name="Day">The UTC day (<see cref="DateOnly.DayNumber"/>).</param>
public sealed record CountedIn(string Lead, string? Bucket, int Day)
{
    /// <summary>It was counted in a round that was closed in another account: it never counts anew. Null where the lead is in this account and tells.</summary>
    public bool? Spent { get; init; }
}
