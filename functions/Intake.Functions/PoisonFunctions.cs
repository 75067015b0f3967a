using Intake.DeadLetters;
using Intake.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>One function on each poison queue.</summary>
public sealed class PoisonFunctions(PoisonHandler poison)
{
    /// <summary>Takes calls that could not be read.</summary>
    [Function("CallPoison")]
    public Task CallAsync([QueueTrigger(QueueNames.Calls + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Calls, message, cancellationToken);

    /// <summary>Takes what could not be enriched.</summary>
    [Function("EnrichPoison")]
    public Task EnrichAsync([QueueTrigger(QueueNames.Submissions + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Submissions, message, cancellationToken);

    /// <summary>Takes what could not be scored.</summary>
    [Function("ScorePoison")]
    public Task ScoreAsync([QueueTrigger(QueueNames.Enriched + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Enriched, message, cancellationToken);

    /// <summary>Takes commands that could not be carried out.</summary>
    [Function("CommandPoison")]
    public Task CommandAsync([QueueTrigger(QueueNames.Commands + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Commands, message, cancellationToken);

    /// <summary>Takes slices of passes that could not be gone through.</summary>
    [Function("SweepPoison")]
    public Task SweepAsync([QueueTrigger(QueueNames.Sweeps + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Sweeps, message, cancellationToken);

    /// <summary>Takes deliveries that could not even be tried.</summary>
    [Function("DeliverPoison")]
    public Task DeliverAsync([QueueTrigger(QueueNames.Deliveries + QueueNames.PoisonSuffix)] BinaryData message, CancellationToken cancellationToken) =>
        poison.HandleAsync(QueueNames.Deliveries, message, cancellationToken);
}
