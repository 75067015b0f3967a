using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Tells an account manager what is new about a lead they have: in their hours, and at most once a day.</summary>
public sealed class UpdateStep(
    AccountStore accounts, HandoffMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Update;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await LoadAsync(entry, cancellationToken) is not { } found) return null;
        var (loaded, handoff) = found;
        var (now, hours) = (time.GetUtcNow(), playbooks.Current.Routing.Hours);
        if (EarliestFor(handoff, hours, now) is var earliest && earliest > now) return entry with { Due = earliest };

        var dispatched = await mailer.UpdateAsync(loaded, handoff, handoff.PendingUpdate!, cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        return await RecordAsync(entry, handoff.PendingUpdate!, hours, ((Dispatched.Sent)dispatched).At, cancellationToken);
    }

    private DateTimeOffset EarliestFor(Handoff handoff, WorkingHours hours, DateTimeOffset now)
    {
        var calendar = WorkCalendar.For(hours, teams.Current.Find(handoff.AccountManager)
            ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}."));
        var tomorrow = handoff.LastMailDay?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return calendar.NextStart(tomorrow > now.UtcDateTime ? tomorrow.Value : now);
    }

    // The account may have changed during the send, again and again under a flood; that the mail left today must be recorded all the same.
    private async Task<AgendaEntry?> RecordAsync(AgendaEntry entry, Trigger told, WorkingHours hours, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await LoadAsync(entry, cancellationToken) is not { } found) return null;
            var (loaded, handoff) = found;
            var left = handoff.PendingUpdate == told ? null : handoff.PendingUpdate;
            var recorded = handoff with { PendingUpdate = left, LastMailDay = DateOnly.FromDateTime(at.UtcDateTime) };
            var commit = new AccountCommit { State = loaded.State.With(recorded), ChangedHandoffs = [recorded.Id] };
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return left is null ? null : entry with { Due = EarliestFor(recorded, hours, at) };
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    private async Task<(LoadedAccount Loaded, Handoff Handoff)?> LoadAsync(AgendaEntry entry, CancellationToken cancellationToken) =>
        await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is { } loaded
        && loaded.State.Handoffs.TryGetValue(entry.Reference, out var handoff)
        && handoff is { State: HandoffState.Mailed or HandoffState.Accepted, PendingUpdate: not null }
            ? (loaded, handoff)
            : null;
}
