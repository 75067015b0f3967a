using Intake.Accounts;
using Intake.Agenda;
using Intake.Commands;
using Intake.Storage;

namespace Intake.Enrichment.Providers;

/// <summary>Asks again about a company whose lookup failed, and has its account take in what was learned.</summary>
public sealed class EnrichStep(CompanyLookups lookups, CompanyFinder finder, AccountStore accounts, MessageQueue messages, TimeProvider time) : IAgendaStep
{
    // The submission that asked may be tried for long itself: its account is waited for, and not for ever.
    private static readonly TimeSpan Patience = TimeSpan.FromDays(1), Pause = TimeSpan.FromMinutes(15);

    // Handoffs wait in the same line: of a minute this much goes to providers that are slow, and what is left waits for the next one.
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), PerMinute = TimeSpan.FromSeconds(20);

    private DateTimeOffset from;
    private TimeSpan spent;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Enrich;

    /// <summary>Asks about the company of a reminder; its reference is the lookup's key.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var row = await lookups.FindAsync(entry.Reference, cancellationToken);
        if (row.Lookup is null) return null;
        if (!HasTime()) return entry with { Due = time.GetUtcNow() + Minute };

        var started = time.GetTimestamp();
        var known = await finder.AgainAsync(row, cancellationToken);
        spent += time.GetElapsedTime(started);
        if (known.Later is { } later) return entry with { Due = later.Due };
        return known.Told is { } told ? await TellAsync(entry, told.At, cancellationToken) : null;
    }

    private async Task<AgendaEntry?> TellAsync(AgendaEntry entry, DateTimeOffset at, CancellationToken cancellationToken)
    {
        if (await accounts.LoadAsync(entry.Account, cancellationToken) is null)
            return time.GetUtcNow() - at < Patience ? entry with { Due = time.GetUtcNow() + Pause } : null;
        Command command = new RefreshAccountCommand { Id = Keys.Id("enriched", entry.Account, entry.Reference, Rows.Time(at)), At = at, Account = entry.Account };
        await messages.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        return null;
    }

    private bool HasTime()
    {
        if (time.GetUtcNow() - from >= Minute) (from, spent) = (time.GetUtcNow(), TimeSpan.Zero);
        return spent < PerMinute;
    }
}
