namespace Intake.Tests.Storage;

/// <summary>How a call goes wrong.</summary>
public enum FaultKind
{
    /// <summary>Answered 500, nothing happened.</summary>
    Before,

    /// <summary>It happened, then answered 500.</summary>
    After,

    /// <summary>It happened, then the connection broke.</summary>
    LoseAnswer,

    /// <summary>Answered 503 ServerBusy with Retry-After, nothing happened.</summary>
    Throttle,

    /// <summary>Nothing happens and no answer comes until the caller gives up.</summary>
    Timeout,
}

/// <summary>Which calls fail, and how.</summary>
public sealed class Faults
{
    /// <summary>Asked for every call; null: none fails.</summary>
    public Func<StorageCall, FaultKind?>? Decide { get; set; }

    internal void Nth(int n, FaultKind kind, Func<StorageCall, bool>? which)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        var left = n;
        Decide = call => (which is null || which(call)) && --left == 0 ? kind : null;
    }
}
