using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.History;

/// <summary>When the mails of a replay leave that no event tells of: as they did in reality, else as they would have.</summary>
internal sealed class Departing(AccountHistory history, Playbook playbook)
{
    private readonly SortedDictionary<string, DateTimeOffset> planned = new(StringComparer.Ordinal);
    private readonly HashSet<string> told = history.Events.SelectMany(change => change.AllMailed()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Plans the mails of handoffs that are new, or that somebody asked about since.</summary>
    public void Plan(AccountState? before, AccountState after, DateTimeOffset now)
    {
        foreach (var (id, handoff) in after.Handoffs)
        {
            var known = before?.Handoffs.GetValueOrDefault(id);
            if (handoff.State == HandoffState.Due && (known is null || known.Asked != handoff.Asked || known.Assignment != handoff.Assignment) && TimeOf(handoff, now) is { } at) planned[id] = at;
        }
    }

    /// <summary>The mail that leaves first; null when none is to leave.</summary>
    public (DateTimeOffset At, string Handoff)? Next(AccountState? state)
    {
        (DateTimeOffset At, string Handoff)? next = null;
        foreach (var (id, at) in planned)
            if (state?.Handoffs.GetValueOrDefault(id) is { State: HandoffState.Due } && !(next?.At <= at)) next = (at, id);
        return next;
    }

    /// <summary>A mail left.</summary>
    public void Left(string handoff) => planned.Remove(handoff);

    // What was never mailed in reality was withdrawn first, or waits still.
    private DateTimeOffset? TimeOf(Handoff handoff, DateTimeOffset now)
    {
        var wouldLeave = handoff.Asked ? now : Company.NextStart(now);
        if (history.Handoffs.GetValueOrDefault(handoff.Id) is not { } real) return wouldLeave;
        if (real.MailedAt is not { } at) return null;
        return at < now ? wouldLeave : told.Contains(handoff.Id) ? null : at;
    }

    private WorkCalendar Company { get; } = new(
        playbook.Routing.Hours.Zone, playbook.Routing.Hours.Start, playbook.Routing.Hours.End, playbook.Routing.Hours.Days, playbook.Routing.Hours.Holidays);
}
