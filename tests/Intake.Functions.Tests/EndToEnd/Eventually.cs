using System.Diagnostics;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Waits for what another process does, bounded in time.</summary>
public static class Eventually
{
    public static async Task<T> GetAsync<T>(Func<Task<T?>> probe, string what, TimeSpan? within = null)
        where T : class
    {
        var limit = within ?? TimeSpan.FromSeconds(30);
        var watch = Stopwatch.StartNew();
        using var beat = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        do
        {
            if (await probe() is { } found) return found;
        }
        while (watch.Elapsed < limit && await beat.WaitForNextTickAsync());
        throw new TimeoutException($"After {limit.TotalSeconds} s still not so: {what}.");
    }

    public static Task TrueAsync(Func<Task<bool>> probe, string what, TimeSpan? within = null) =>
        GetAsync(async () => await probe() ? "so" : null, what, within);
}
