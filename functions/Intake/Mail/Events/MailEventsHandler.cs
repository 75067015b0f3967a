using Intake.Agenda;
using Intake.Departures;
using Intake.Handoffs;
using Intake.Http;
using Intake.Storage;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Mail.Events;

/// <summary>Records what events tell of mails, wakes what waited for them, and has a lead go on whose account manager gets no mail.
/// Each may come again, late and in any order.</summary>
public sealed partial class MailEventsHandler(
    Mails mails, AgendaTable agenda, CommandDesk desk, IntakeMetrics metrics, TimeProvider time, ILogger<MailEventsHandler> logger)
{
    /// <summary>Applies a batch.</summary>
    public async Task HandleAsync(MailEventsCommand command, CancellationToken cancellationToken)
    {
        foreach (var mail in command.Events.GroupBy(one => new MailKey(one.Recipient, one.Mail)))
        {
            var now = time.GetUtcNow();
            var row = await mails.ChangeAsync(
                mail.Key, found => mail.Aggregate(found, (state, told) => MailStates.Told(state, told, now)), cancellationToken);
            foreach (var told in mail) metrics.Mailed(row is null ? "unclaimed" : OutcomeOf(told.Kind));
            if (row?.Waiter is { } waiter) await FollowAsync(mail.Key, row, waiter, cancellationToken);
            else if (row?.State == MailState.Failed) Failed(logger, mail.Key.Id, row.Error);
        }
    }

    private async Task FollowAsync(MailKey key, MailRow row, MailWaiter waiter, CancellationToken cancellationToken)
    {
        // The same instant each time, so that a repeat is the same entry.
        if (MailStates.IsFoundOut(row))
            await agenda.PutAsync(new AgendaEntry(row.SentAt ?? row.Since, waiter.Kind, waiter.Account, waiter.Reference), cancellationToken);
        if (row.State != MailState.Failed) return;
        if (waiter.Holder is null)
        {
            Failed(logger, key.Id, row.Error);
            // A server that does not want a mail today says nothing about the address.
            if (waiter.Person is { } person && row.Error is nameof(MailEventKind.Bounced) or nameof(MailEventKind.Dropped)) await desk.PutAsync(
                new UndeliverableCommand { Id = Keys.Id("undeliverable", key.Recipient, key.Id), At = time.GetUtcNow(), Person = person }, cancellationToken);
            return;
        }
        NotReached(logger, key.Id, row.Error, waiter.Holder, waiter.Reference, waiter.Account);
        if (row.Error != nameof(MailEventKind.Spam)) await desk.PutAsync(new UnreachableCommand
        {
            Id = Keys.Id("unreachable", key.Recipient, key.Id), At = time.GetUtcNow(), Account = waiter.Account, Handoff = waiter.Reference,
            AccountManager = waiter.Holder, Mail = key.Id, Recipient = key.Recipient,
        }, cancellationToken);
    }

    private static string OutcomeOf(MailEventKind kind) => kind switch
    {
        MailEventKind.Taken => "taken",
        MailEventKind.Delivered => "delivered",
        _ => "failed",
    };

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} did not arrive: {Reason}")]
    private static partial void Failed(ILogger logger, string mailId, string? reason);

    [LoggerMessage(LogLevel.Error, "Mail {MailId} did not arrive ({Reason}): account manager {AccountManager}, handoff {HandoffId} of account {AccountId}")]
    private static partial void NotReached(ILogger logger, string mailId, string? reason, string accountManager, string handoffId, string accountId);
}
