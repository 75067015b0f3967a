using System.Collections.Immutable;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.Extensions.Options;

namespace Intake.Limits;

/// <summary>Limits per form, address and recipient over all instances. Each instance counts for itself first and asks the shared counter only
/// from half of a limit on: an ordinary submission costs nothing, and n instances together let at most n halves of a limit more through.</summary>
public sealed class SharedLimits(CounterTable counters, Keys keys, PlaybookInForce playbooks, IOptions<LimitOptions> options)
{
    // More than this is a flood of strangers, of whom each counts for little: it is begun anew.
    private const int MaxWindows = 20_000;
    private static readonly TimeSpan Length = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Key, DateTimeOffset From), Window> windows = [];

    /// <summary>The limits that a submission passes. It counts in the hour in which it was received, whenever it is run.</summary>
    /// <remarks>What one limit holds uses up nothing of the next: a flood from one address must not fill a form's share.</remarks>
    public async Task<ImmutableArray<string>> PassedAsync(Submission submission, CancellationToken cancellationToken)
    {
        var from = StartOf(submission.ReceivedAt, Length);
        var playbook = playbooks.Current;
        var mails = PaperMails.AskedFor(submission, playbook) is not null || OptIn.NeedsMail(submission, playbook);
        foreach (var limit in Limit.Of(submission, keys, options.Value, mails).Where(limit => limit.Most > 0))
            if (!await AllowsAsync(limit, from, Window.Short(submission.Id), cancellationToken)) return [limit.Reason];
        return [];
    }

    /// <summary>Whether something else than a submission is within a limit of its own in its hour.</summary>
    /// <inheritdoc cref="AllowsAsync(string, string, int, TimeSpan, DateTimeOffset, string, CancellationToken)"/>
    public Task<bool> AllowsAsync(string kind, string of, int most, DateTimeOffset at, string id, CancellationToken cancellationToken) =>
        AllowsAsync(kind, of, most, Length, at, id, cancellationToken);

    /// <summary>The same in another stretch of time; one of more than an hour is for limits below four, which every instance asks the shared counter about.</summary>
    /// <param name="kind">What is limited.</param>
    /// <param name="of">Of what, such as a domain.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="within">In how long.</param>
    /// <param name="at">When it was asked for.</param>
    /// <param name="id">Its id: the same one counts once.</param>
    /// <param name="cancellationToken">Cancels the asking.</param>
    public Task<bool> AllowsAsync(string kind, string of, int most, TimeSpan within, DateTimeOffset at, string id, CancellationToken cancellationToken) =>
        AllowsAsync(new Limit(kind, keys.Hash("limit", kind, of), most), StartOf(at, within), Window.Short(id), cancellationToken);

    private static DateTimeOffset StartOf(DateTimeOffset at, TimeSpan length) => new(at.UtcTicks - (at.UtcTicks % length.Ticks), TimeSpan.Zero);

    private async Task<bool> AllowsAsync(Limit limit, DateTimeOffset from, string id, CancellationToken cancellationToken)
    {
        var (allowed, known) = Look(limit, from, id);
        if (allowed is { } certain) return certain;

        var shared = await counters.UpdateAsync(limit.Key, from, held => Window.Merge(held, known.Local, id, limit.Most), cancellationToken);
        lock (gate) windows[(limit.Key, from)] = known with { Shared = shared };
        return shared.Contains(id);
    }

    private (bool? Allowed, Window Known) Look(Limit limit, DateTimeOffset from, string id)
    {
        lock (gate)
        {
            var known = windows.GetValueOrDefault((limit.Key, from), Window.Empty);
            var allowed = known.Allows(id, limit.Most);
            if (allowed is not true) return (allowed, known);
            Forget(from);
            windows[(limit.Key, from)] = known.Shared.Contains(id) ? known : known.Count(id);
            return (allowed, known);
        }
    }

    // Two hours are kept: what was received in the one before may still come.
    private void Forget(DateTimeOffset now)
    {
        if (windows.Count < MaxWindows) return;
        foreach (var old in windows.Keys.Where(window => window.From < now - Length).ToList()) windows.Remove(old);
        if (windows.Count >= MaxWindows) windows.Clear();
    }
}
