using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Tells an account manager what is new about a lead they have: in their hours, and at most once a day.</summary>
public sealed class UpdateStep(AccountStore accounts, HandoffMailer mailer, Playbook playbook, Team team, TimeProvider time)
{
    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await LoadAsync(entry, cancellationToken) is not { } found) return null;
        var (loaded, handoff) = found;
        var now = time.GetUtcNow();
        if (EarliestFor(handoff, now) is var earliest && earliest > now) return entry with { Due = earliest };

        var dispatched = await mailer.UpdateAsync(loaded, handoff, handoff.PendingUpdate!, cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        return await RecordAsync(loaded, handoff, ((Dispatched.Sent)dispatched).At, cancellationToken) ? null : entry with { Due = now };
    }

    private DateTimeOffset EarliestFor(Handoff handoff, DateTimeOffset now)
    {
        var calendar = WorkCalendar.For(playbook.Routing.Hours, team.Find(handoff.AccountManager)
            ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}."));
        var tomorrow = handoff.LastMailDay?.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return calendar.NextStart(tomorrow > now.UtcDateTime ? tomorrow.Value : now);
    }

    private async Task<bool> RecordAsync(LoadedAccount loaded, Handoff handoff, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var told = handoff with { PendingUpdate = null, LastMailDay = DateOnly.FromDateTime(at.UtcDateTime) };
        var commit = new AccountCommit { State = loaded.State.With(told), ChangedHandoffs = [told.Id] };
        return await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed;
    }

    private async Task<(LoadedAccount Loaded, Handoff Handoff)?> LoadAsync(AgendaEntry entry, CancellationToken cancellationToken) =>
        await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is { } loaded
        && loaded.State.Handoffs.TryGetValue(entry.Reference, out var handoff)
        && handoff is { State: HandoffState.Mailed or HandoffState.Accepted, PendingUpdate: not null }
            ? (loaded, handoff)
            : null;
}
