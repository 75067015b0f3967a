using Intake.DeadLetters;
using Intake.Handoffs;
using Intake.Papers;
using Intake.Webinars;
using Microsoft.Extensions.Logging;

namespace Intake.Agenda;

/// <summary>Does what is due. An entry that fails stays and is tried at the next run; the others are done all the same, and the run then fails for all to see.</summary>
public sealed partial class AgendaHandler(
    AgendaTable agenda, HandoffStep handoff, UpdateStep update, ForwardStep forward, PaperStep paper, CloseStep close, Subscriptions.ConfirmStep confirm,
    DeadLetterStore failures, TimeProvider time, ILogger<AgendaHandler> logger)
{
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

    // What comes back is the entry's successor; null when there is none.
    private Task<AgendaEntry?> CarryOutAsync(AgendaEntry entry, CancellationToken cancellationToken) => entry.Kind switch
    {
        AgendaKinds.Handoff => handoff.RunAsync(entry, cancellationToken),
        AgendaKinds.Update => update.RunAsync(entry, cancellationToken),
        AgendaKinds.Forward => forward.RunAsync(entry, cancellationToken),
        AgendaKinds.Paper => paper.RunAsync(entry, cancellationToken),
        AgendaKinds.Webinar => close.RunAsync(entry, cancellationToken),
        AgendaKinds.Confirm => confirm.RunAsync(entry, cancellationToken),
        _ => throw new InvalidDataException($"The agenda holds an entry of the unknown kind {entry.Kind}."),
    };

    private async Task RecordAsync(AgendaEntry entry, Exception fault, CancellationToken cancellationToken)
    {
        var failure = Failures.Of(fault, time.GetUtcNow());
        EntryFailed(logger, entry.Kind, entry.Reference, entry.Account, failure.Error);
        await failures.RecordFailureAsync(Storage.Keys.Id(entry.Kind, entry.Account, entry.Reference), failure, cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The agenda's {Kind} of {Reference} in account {AccountId} failed: {Error}")]
    private static partial void EntryFailed(ILogger logger, string kind, string reference, string accountId, string error);
}
