using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Scoring;
using Intake.Storage;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The queue functions: enrich, score, and carry out commands.</summary>
public sealed class PipelineFunctions(MessageProcessor messages, EnrichHandler enrich, ScoreHandler score, CommandHandler commands)
{
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

    /// <summary>Carries out what sales answered.</summary>
    [Function("Command")]
    public Task CommandAsync([QueueTrigger(QueueNames.Commands)] BinaryData message, CancellationToken cancellationToken) =>
        messages.ProcessAsync(
            QueueNames.Commands, message, IntakeJson.Default.EnvelopeCommand, item => item.Id, commands.HandleAsync, cancellationToken);
}
