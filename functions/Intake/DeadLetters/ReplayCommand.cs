using Intake.Commands;

namespace Intake.DeadLetters;

/// <summary>Puts a dead letter back on its queue.</summary>
public sealed record ReplayCommand : Command
{
    /// <summary>The queue it came from.</summary>
    public required string Queue { get; init; }

    /// <summary>The message's id.</summary>
    public required string MessageId { get; init; }
}
