namespace Intake.Functions.Tests;

/// <summary>Waits for what happens in its own time.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30), Pause = TimeSpan.FromMilliseconds(25);

    /// <summary>Asks until the answer satisfies, and gives it; fails with the last one after half a minute, or another time.</summary>
    internal static async Task<T> GetAsync<T>(Func<Task<T>> ask, Func<T, bool> satisfies, TimeSpan? pause = null, TimeSpan? within = null)
    {
        using var limit = new CancellationTokenSource(within ?? Limit);
        using var timer = new PeriodicTimer(pause ?? Pause);
        while (true)
        {
            var answer = await ask();
            if (satisfies(answer)) return answer;
            Assert.False(limit.IsCancellationRequested, $"Still {answer} after {within ?? Limit}.");
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    internal static Task IsTrueAsync(Func<bool> condition, TimeSpan? pause = null) =>
        GetAsync(() => Task.FromResult(condition()), answer => answer, pause);

    internal static Task IsTrueAsync(Func<Task<bool>> condition) => GetAsync(condition, answer => answer);

    /// <summary>Awaits a task, but not for ever.</summary>
    internal static Task<T> Soon<T>(this Task<T> task) => task.WaitAsync(Limit);

    internal static Task Soon(this Task task) => task.WaitAsync(Limit);
}
