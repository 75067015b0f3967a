namespace Intake.Tests.Storage;

/// <summary>One call to the account.</summary>
/// <param name="Number">Its place among all calls, from 1.</param>
/// <param name="Operation">Service and what was asked, such as <c>queue:put</c> or <c>table:batch</c>.</param>
/// <param name="Resource">Name of the queue, table or container.</param>
/// <param name="At">When.</param>
public sealed record StorageCall(int Number, string Operation, string Resource, DateTimeOffset At)
{
    /// <summary><c>queue</c>, <c>table</c> or <c>blob</c>.</summary>
    public string Service => Operation[..Operation.IndexOf(':', StringComparison.Ordinal)];

    /// <summary>A poll that found no message.</summary>
    public bool Empty { get; internal set; }

    /// <summary>Status answered; 0 when the caller got no answer.</summary>
    public int Status { get; internal set; }

    /// <summary>What was made to go wrong.</summary>
    public FaultKind? Fault { get; internal set; }
}

internal sealed class CallLog(TimeProvider clock)
{
    private readonly List<StorageCall> calls = [];

    public IReadOnlyList<StorageCall> Calls => calls;

    public StorageCall Add(Operation operation)
    {
        var call = new StorageCall(calls.Count + 1, operation.Name, operation.Resource, clock.GetUtcNow());
        calls.Add(call);
        return call;
    }
}
