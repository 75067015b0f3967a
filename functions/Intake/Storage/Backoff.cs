namespace Intake.Storage;

/// <summary>The one place that waits before a try is repeated: exponential, with full jitter, on the injected clock.</summary>
public sealed class Backoff(TimeProvider time, Random random)
{
    private static readonly TimeSpan First = TimeSpan.FromMilliseconds(20), Longest = TimeSpan.FromMilliseconds(640);

    /// <summary>Waits after a failed try; <paramref name="attempt"/> counts from 0.</summary>
    public Task WaitAsync(int attempt, CancellationToken cancellationToken) => Task.Delay(Next(attempt), time, cancellationToken);

    private TimeSpan Next(int attempt)
    {
        var ceiling = Math.Min(Longest.TotalMilliseconds, First.TotalMilliseconds * Math.Pow(2, attempt));
        return TimeSpan.FromMilliseconds(ceiling * random.NextDouble());
    }
}
