using Intake.Enrichment;
using Intake.Commands;
using Intake.Outgoing;
using Intake.Scoring;
using Intake.Storage;
using Intake.Submissions.Sources;
using Intake.Sweeps;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The queue functions: enrich, score, and carry out commands.</summary>
public sealed class PipelineFunctions(
    MessageProcessor messages, CallHandler calls, EnrichHandler enrich, ScoreHandler score, CommandHandler commands, SweepHandler sweeps,
    DeliveryHandler deliveries)
{
    /// <summary>Reads what providers told that was no submission at once.</summary>
    [Function("Call")]
    public Task CallAsync([QueueTrigger(QueueNames.Calls)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Calls, message, IntakeJson.Default.EnvelopeProviderCall, item => item.Id, calls.HandleAsync, cancellationToken);

    /// <summary>Works out the person and the company.</summary>
    [Function("Enrich")]
    public Task EnrichAsync([QueueTrigger(QueueNames.Submissions)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Submissions, message, IntakeJson.Default.EnvelopeSubmission, item => item.Id, enrich.HandleAsync, cancellationToken);

    /// <summary>Scores the leads and moves their stages.</summary>
    [Function("Score")]
    public Task ScoreAsync([QueueTrigger(QueueNames.Enriched)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Enriched, message, IntakeJson.Default.EnvelopeEnrichedSubmission, item => item.Submission.Id, score.HandleAsync, cancellationToken);

    /// <summary>Carries out what we were told to do.</summary>
    [Function("Command")]
    public Task CommandAsync([QueueTrigger(QueueNames.Commands)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Commands, message, IntakeJson.Default.EnvelopeCommand, item => item.Id, commands.HandleAsync, cancellationToken);

    /// <summary>Goes over all accounts, a slice at a time.</summary>
    [Function("Sweep")]
    public Task SweepAsync([QueueTrigger(QueueNames.Sweeps)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Sweeps, message, IntakeJson.Default.EnvelopeSweep, item => item.Id, sweeps.HandleAsync, cancellationToken);

    /// <summary>Tells other systems.</summary>
    [Function("Deliver")]
    public Task DeliverAsync([QueueTrigger(QueueNames.Deliveries)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Deliveries, message, IntakeJson.Default.EnvelopeDeliveryMessage, item => item.Id, deliveries.HandleAsync, cancellationToken);
}
