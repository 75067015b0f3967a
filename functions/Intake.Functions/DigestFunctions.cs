using Intake.Handoffs.Digests;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The timer function that tells account managers once a week what is below the line.</summary>
public sealed class DigestFunctions(DigestHandler digests)
{
    /// <summary>Every quarter of an hour: sends the digests that are due, for each account manager in their own working time.</summary>
    [Function("Digest")]
    public Task DigestAsync([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        digests.HandleAsync(cancellationToken);
}
