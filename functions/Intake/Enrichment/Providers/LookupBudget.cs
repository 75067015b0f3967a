using Intake.Limits;

namespace Intake.Enrichment.Providers;

/// <summary>Lookups per UTC day and provider, over all instances. An instance takes them from the shared counter a twentieth of the day's at a time, before
/// it asks: together they never ask more often than allowed, and leave at most a twentieth each unused.</summary>
public sealed class LookupBudget(CounterTable counters, TimeProvider time, Random random)
{
    private const int Parts = 20;

    private readonly Lock gate = new();
    private readonly Dictionary<string, (DateTimeOffset Day, int Left)> taken = new(StringComparer.Ordinal);

    /// <summary>Takes one lookup; false when the day's are used up.</summary>
    public async Task<bool> TakeAsync(string provider, int perDay, CancellationToken cancellationToken)
    {
        if (perDay == 0) return true;
        var day = new DateTimeOffset(time.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero);
        if (TakeOwn(provider, day)) return true;

        // Each part that is taken is an entry of the counter, under an id that nobody else makes.
        var part = Math.Max(1, perDay / Parts);
        var id = random.NextInt64().ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
        var held = await counters.UpdateAsync(
            "lookups-" + provider, day, ids => (ids.Count * part) < perDay && !ids.Contains(id) ? ids.Add(id) : ids, cancellationToken);
        if (held.IndexOf(id) is var index && index < 0) return false;
        Keep(provider, day, Math.Min(part, perDay - (index * part)) - 1);
        return true;
    }

    private bool TakeOwn(string provider, DateTimeOffset day)
    {
        lock (gate)
        {
            if (!taken.TryGetValue(provider, out var own) || own.Day != day || own.Left == 0) return false;
            taken[provider] = own with { Left = own.Left - 1 };
            return true;
        }
    }

    private void Keep(string provider, DateTimeOffset day, int more)
    {
        lock (gate) taken[provider] = (day, more + (taken.TryGetValue(provider, out var own) && own.Day == day ? own.Left : 0));
    }
}
