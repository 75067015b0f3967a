using System.Collections.Immutable;
using Intake.Scoring;

namespace Intake.Accounts;

/// <summary>The interest of one account in one proposition, in one round. The row <c>lead:{proposition}:{round}</c>.</summary>
public sealed record Lead
{
    /// <summary>Playbook id, or <c>-</c> for interest not stated.</summary>
    public required string Proposition { get; init; }

    /// <summary>Counts from 1; a closed round is immutable.</summary>
    public required int Round { get; init; }

    /// <summary>Playbook id of the stage.</summary>
    public required string Stage { get; init; }

    /// <summary>When that stage began.</summary>
    public required DateTimeOffset StageSince { get; init; }

    /// <summary>What each person did, counted: the cache of the fold over the submissions. By person id.</summary>
    public ImmutableSortedDictionary<string, ActivityCounts> Persons { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, ActivityCounts>(StringComparer.Ordinal);

    /// <summary>First activity.</summary>
    public required DateTimeOffset FirstAt { get; init; }

    /// <summary>Newest activity.</summary>
    public required DateTimeOffset NewestAt { get; init; }

    /// <summary>Newest activity that may hand the lead off: worth points, and not old when it was received.</summary>
    public Trigger? Newest { get; init; }

    /// <summary>What the last handoff was made for: nothing is handed off twice for the same activity.</summary>
    public Trigger? LastTrigger { get; init; }

    /// <summary>What a playbook that came into force would newly hand off for, while nobody has decided: only something newer hands the lead off. Null for nearly all.</summary>
    public Trigger? Held { get; init; }

    /// <summary>What was recent when something old lifted the lead over the line: only something newer hands it off, so that an import of the past does not. Null for nearly all.</summary>
    public Trigger? Quieted { get; init; }

    /// <summary>What the account's owner is to be told of a lead that the CRM has an open opportunity for, and that is not handed off therefore. Null for nothing.</summary>
    public Trigger? News { get; init; }

    /// <summary>The mail that tells it, once that is written. Null while none is.</summary>
    public Telling? Telling { get; init; }

    /// <summary>The score as it was computed last; null before the first time.</summary>
    public Score? Score { get; init; }

    /// <summary>While resting: activity before this instant does not qualify the lead again.</summary>
    public DateTimeOffset? RestFrom { get; init; }

    /// <summary>While resting: not before this day.</summary>
    public DateOnly? RestUntil { get; init; }

    /// <summary>Reason of the last refusal, in the playbook's words.</summary>
    public string? RefusedReason { get; init; }

    /// <summary>Account manager of the last handoff: who gets it back.</summary>
    public string? LastAccountManager { get; init; }

    /// <summary>Id of the last handoff.</summary>
    public string? LastHandoff { get; init; }

    /// <summary>The day, UTC, on which it is looked at again because time alone will have moved it; null when it stays.</summary>
    public DateOnly? LookAt { get; init; }

    /// <summary>A closed round is never changed again.</summary>
    public bool Closed { get; init; }
}

/// <summary>Counts per rule and content (<c>rule|content</c>, with <c>|stated</c> where the person named the proposition and the content's share does not apply) per UTC day (<see cref="DateOnly.DayNumber"/>).</summary>
public sealed record ActivityCounts(ImmutableSortedDictionary<string, ImmutableSortedDictionary<int, int>> Buckets)
{
    /// <summary>By key, in ordinal order on every machine.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<int, int>> Buckets { get; init => field = value.WithComparers(StringComparer.Ordinal); } = Buckets.WithComparers(StringComparer.Ordinal);

    /// <summary>The person's first activity for the lead; null in what was written before this was kept.</summary>
    public DateTimeOffset? FirstAt { get; init; }

    /// <summary>The person's newest activity for the lead.</summary>
    public DateTimeOffset? NewestAt { get; init; }

    /// <summary>The person's newest activity that may hand the lead off.</summary>
    public Trigger? Newest { get; init; }

    /// <summary>Nothing counted.</summary>
    public static readonly ActivityCounts None =
        new(ImmutableSortedDictionary.Create<string, ImmutableSortedDictionary<int, int>>(StringComparer.Ordinal));

    /// <summary>With <paramref name="count"/> more (or less) in a bucket on a day; what falls to nothing goes.</summary>
    public ActivityCounts Add(string bucket, DateOnly day, int count)
    {
        var days = Buckets.GetValueOrDefault(bucket, ImmutableSortedDictionary<int, int>.Empty);
        var sum = days.GetValueOrDefault(day.DayNumber) + count;
        days = sum > 0 ? days.SetItem(day.DayNumber, sum) : days.Remove(day.DayNumber);
        return this with { Buckets = days.IsEmpty ? Buckets.Remove(bucket) : Buckets.SetItem(bucket, days) };
    }

    /// <summary>With an activity of the person at an instant.</summary>
    public ActivityCounts Seen(DateTimeOffset at, Trigger? trigger) => this with
    {
        FirstAt = FirstAt < at ? FirstAt : at,
        NewestAt = NewestAt > at ? NewestAt : at,
        Newest = trigger is not null && trigger.IsAfter(Newest) ? trigger : Newest,
    };

    /// <summary>What two addresses of one person did, together.</summary>
    public ActivityCounts Join(ActivityCounts other)
    {
        var joined = this;
        foreach (var (bucket, days) in other.Buckets)
            foreach (var (day, count) in days) joined = joined.Add(bucket, DateOnly.FromDayNumber(day), count);
        if (other.FirstAt is { } first) joined = joined.Seen(first, null);
        return other.NewestAt is { } newest ? joined.Seen(newest, other.Newest) : joined;
    }
}
