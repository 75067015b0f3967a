using System.Collections.Immutable;

namespace Intake.Outgoing;

/// <summary>When a delivery is tried: the schedule that Standard Webhooks recommends. Pure.</summary>
internal static class DeliverySchedule
{
    /// <summary>How long before each try, counted from the one before it.</summary>
    public static readonly ImmutableArray<TimeSpan> Waits =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5),
        TimeSpan.FromHours(10), TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    // A queue hides a message for seven days at most.
    private static readonly TimeSpan Longest = TimeSpan.FromDays(6);

    /// <summary>How long to wait after a try that failed; null when it was the last of its round.</summary>
    /// <param name="attempt">The try, from 0. A dead letter that is put back begins the next round.</param>
    /// <param name="told">For how long they asked not to be called; null for nothing.</param>
    /// <param name="jitter">From 0 to 1: up to a tenth more, so that what failed together does not come back together.</param>
    public static TimeSpan? After(int attempt, TimeSpan? told, double jitter)
    {
        var next = (attempt + 1) % Waits.Length;
        if (next == 0) return null;
        var wait = Waits[next] * (1 + jitter / 10);
        var asked = told is { } longer && longer > wait ? longer : wait;
        return asked < Longest ? asked : Longest;
    }
}
