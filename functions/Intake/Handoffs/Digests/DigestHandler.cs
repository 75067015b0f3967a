using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs.Digests;

/// <summary>Sends the weekly digests that are due, each once. What it tells is read when it leaves, so that whatever was handed off, excluded or erased since is
/// not in it; a run that dies leaves the mail's row and the same mail is made again. See docs/decisions/0012-a-digest-is-read-from-the-index.md.</summary>
public sealed partial class DigestHandler(
    DigestTable digests, LeadIndex index, AccountStore accounts, MailDispatcher dispatcher, MailRenderer renderer, PlaybookInForce playbooks, TeamInForce teams,
    TimeProvider time, ILogger<DigestHandler> logger)
{
    private const int MostLines = 40, MostAccounts = 120;

    // What this process knows to be told; the table is asked only where something may be due.
    private Dictionary<string, DateOnly>? told;

    /// <summary>Sends what is due now.</summary>
    /// <exception cref="AggregateException">Some failed; the next run tries them again.</exception>
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var (playbook, team, now) = (playbooks.Current, teams.Current, time.GetUtcNow());
        if (Due(playbook, team, now).Count == 0) return;
        told = await digests.ReadAsync(cancellationToken);
        if (Due(playbook, team, now) is not { Count: > 0 } due) return;

        var leads = await LeadsAsync(due, playbook.Routing, team, cancellationToken);
        List<Exception> faults = [];
        foreach (var (reader, week) in due)
        {
            try
            {
                await TellAsync(reader, week, leads[reader.Id], playbook, team, now, cancellationToken);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                DigestFailed(logger, reader.Id, fault.GetType().Name);
                faults.Add(fault);
            }
        }
        if (faults.Count > 0) throw new AggregateException("Some digests failed.", faults);
    }

    private List<(AccountManager Reader, DigestWeek Week)> Due(Playbook playbook, Team team, DateTimeOffset now) =>
    [
        .. from manager in team.ById.Values.OrderBy(manager => manager.Id, StringComparer.Ordinal)
           where manager.Active
           let last = told is not null && told.TryGetValue(manager.Id, out var day) ? day : (DateOnly?)null
           let week = DigestWeek.Due(WorkCalendar.For(playbook.Routing.Hours, manager), playbook.Routing.Digest, last, now)
           where week is not null
           select (manager, week),
    ];

    private async Task<ILookup<string, IndexedLead>> LeadsAsync(
        List<(AccountManager Reader, DigestWeek Week)> due, RoutingRules rules, Team team, CancellationToken cancellationToken)
    {
        var from = due.Min(each => each.Week.From);
        var leads = await index.NewSinceAsync(new DateTimeOffset(from, TimeOnly.MinValue, TimeSpan.Zero), cancellationToken).ToListAsync(cancellationToken);
        return leads.Select(lead => (Lead: lead, Reader: DigestReaders.Of(lead.Owner, lead.Kind, rules, team)))
            .Where(each => each.Reader is not null).ToLookup(each => each.Reader!, each => each.Lead, StringComparer.Ordinal);
    }

    private async Task TellAsync(
        AccountManager reader, DigestWeek week, IEnumerable<IndexedLead> leads, Playbook playbook, Team team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var lines = await LinesAsync(reader, week, leads, playbook, team, now, cancellationToken);
        var mailId = lines.IsEmpty ? null : Keys.Id("digest", reader.Id, week.Before.ToString("yyyyMMdd", CultureInfo.InvariantCulture));
        if (mailId is not null && await SendAsync(mailId, reader, lines, cancellationToken) is Dispatched.Later) return;
        await digests.ToldAsync(reader.Id, week, mailId, now, cancellationToken);
        told![reader.Id] = week.Before;
    }

    private async Task<ImmutableArray<DigestLine>> LinesAsync(
        AccountManager reader, DigestWeek week, IEnumerable<IndexedLead> leads, Playbook playbook, Team team, DateTimeOffset now, CancellationToken cancellationToken)
    {
        List<DigestLine> lines = [];
        foreach (var theirs in leads.GroupBy(lead => lead.Account).OrderByDescending(each => each.Max(lead => lead.Score)).Take(MostAccounts))
        {
            if (await accounts.LoadWithPersonsAsync(theirs.Key, cancellationToken) is not { } loaded) continue;
            lines.AddRange(theirs.Select(lead => DigestLine.Of(loaded, lead.Key, week, reader, playbook, team, now)).OfType<DigestLine>());
        }
        return [.. lines.OrderByDescending(line => line.Score).ThenBy(line => line.Company, StringComparer.Ordinal).ThenBy(line => line.Proposition, StringComparer.Ordinal)];
    }

    private Task<Dispatched> SendAsync(string mailId, AccountManager reader, ImmutableArray<DigestLine> lines, CancellationToken cancellationToken)
    {
        var model = new DigestMailModel(DigestTexts.In(reader.Language).Language, [.. lines.Take(MostLines)], Math.Max(0, lines.Length - MostLines));
        return dispatcher.SendAsync(
            mailId, mailId, reader.Email,
            async () => new OutgoingMail(mailId, mailId, reader.Email, reader.Name, await renderer.RenderAsync(model)), cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The digest of {AccountManager} failed: {Fault}")]
    private static partial void DigestFailed(ILogger logger, string accountManager, string fault);
}
