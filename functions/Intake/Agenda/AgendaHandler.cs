using System.Collections.Frozen;
using Intake.DeadLetters;
using Microsoft.Extensions.Logging;

namespace Intake.Agenda;

/// <summary>Does what is due. An entry that fails stays and is tried at the next run; the others are done all the same, and the run then fails for all to see.</summary>
public sealed partial class AgendaHandler(
    AgendaTable agenda, IEnumerable<IAgendaStep> steps, DeadLetterStore failures, TimeProvider time, ILogger<AgendaHandler> logger)
{
    private readonly FrozenDictionary<string, IAgendaStep> steps = steps.ToFrozenDictionary(step => step.Kind, StringComparer.Ordinal);

    /// <summary>Carries out every entry that is due now.</summary>
    /// <exception cref="AggregateException">Some entries failed.</exception>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        await foreach (var entry in agenda.DueAsync(time.GetUtcNow(), cancellationToken))
        {
            try
            {
                await agenda.FinishAsync(entry, await CarryOutAsync(entry, cancellationToken), cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                faults.Add(fault);
                await RecordAsync(entry, fault, cancellationToken);
            }
        }
        if (faults.Count > 0) throw new AggregateException("Some entries of the agenda failed.", faults);
    }

    private Task<AgendaEntry?> CarryOutAsync(AgendaEntry entry, CancellationToken cancellationToken) =>
        steps.TryGetValue(entry.Kind, out var step)
            ? step.RunAsync(entry, cancellationToken)
            : throw new InvalidDataException($"The agenda holds an entry of the unknown kind {entry.Kind}.");

    private async Task RecordAsync(AgendaEntry entry, Exception fault, CancellationToken cancellationToken)
    {
        var failure = Failures.Of(fault, time.GetUtcNow());
        EntryFailed(logger, entry.Kind, entry.Reference, entry.Account, failure.Error);
        await failures.RecordFailureAsync(Storage.Keys.Id(entry.Kind, entry.Account, entry.Reference), failure, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The agenda's {Kind} of {Reference} in account {AccountId} failed: {Error}")]
    private static partial void EntryFailed(ILogger logger, string kind, string reference, string accountId, string error);
}
