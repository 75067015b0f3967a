namespace Intake.Enrichment.Providers;

/// <summary>When a lookup that failed is tried again. Pure.</summary>
internal static class RetryPlan
{
    private const int MaxTries = 7;

    private static readonly TimeSpan[] Waits = [TimeSpan.FromMinutes(5), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1)];

    // Where the lookups of a day never suffice, a company waits so long and no longer.
    private static readonly TimeSpan GiveUp = TimeSpan.FromDays(30);

    /// <summary>The next try after one that failed; null when it was the last. A lookup that the budget did not allow is no try.</summary>
    /// <param name="last">What was known before; null for the first.</param>
    /// <param name="failures">What each provider that failed said.</param>
    /// <param name="now">The time.</param>
    public static Postponed? Next(Postponed? last, IReadOnlyCollection<(string Provider, ProviderAnswer.Failed Answer)> failures, DateTimeOffset now)
    {
        var since = last?.Since ?? now;
        var tries = (last?.Tries ?? 0) + (failures.All(failure => failure.Answer.Fault == ProviderFault.Budget) ? 0 : 1);
        if (tries > MaxTries || now - since > GiveUp) return null;
        var due = now + Waits[Math.Clamp(tries - 1, 0, Waits.Length - 1)];
        // The earliest that any of them allows: the others then say again how long they want to be left alone.
        var allowed = failures.Min(failure => failure.Answer.NotBefore ?? now);
        var failed = failures.Select(failure => new EnricherResult(failure.Provider, EnricherOutcome.Failed, Words.Of(failure.Answer.Fault)));
        return new Postponed(due > allowed ? due : allowed, tries, since, [.. failed]);
    }

    /// <summary>When lookups are to be had again: in the first hour of the next UTC day, each company at a minute of its own.</summary>
    public static DateTimeOffset NextDay(string key, DateTimeOffset now) =>
        new DateTimeOffset(now.UtcDateTime.Date.AddDays(1), TimeSpan.Zero) + TimeSpan.FromMinutes(Convert.ToInt32(key[..4], 16) % 60);
}

/// <summary>Names of enumerations for people and metrics.</summary>
internal static class Words
{
    /// <summary><c>TooLarge</c> as <c>too-large</c>.</summary>
    public static string Of(ProviderFault fault) =>
        string.Concat(fault.ToString().Select((c, index) => char.IsUpper(c) ? $"{(index > 0 ? "-" : "")}{char.ToLowerInvariant(c)}" : c.ToString()));
}
