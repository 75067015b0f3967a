namespace Intake.LocalHost.Queues;

/// <summary>How long to wait before an empty queue is asked again.</summary>
internal static class Backoff
{
    private static readonly TimeSpan Min = TimeSpan.FromMilliseconds(100);

    /// <summary>Doubles with every empty poll, spread by a fifth so that listeners do not march in step.</summary>
    /// <param name="emptyPolls">How many polls in a row found nothing; at least 1.</param>
    /// <param name="max">The longest wait.</param>
    /// <param name="random">0 up to 1.</param>
    internal static TimeSpan Delay(int emptyPolls, TimeSpan max, double random)
    {
        var delay = Min * Math.Pow(2, Math.Min(emptyPolls - 1, 30)) * (0.8 + (0.4 * random));
        return delay < Min ? Min : delay > max ? max : delay;
    }
}
