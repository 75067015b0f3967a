using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Tells an account manager what is new about the leads of an account that sales has: in their hours, all of it in one mail, and at most one a day.
/// What a mail tells is committed before it leaves, so that a repeat is the same mail and tells nothing else.</summary>
public sealed class UpdateStep(
    AccountStore accounts, HandoffMailer mailer, Outbox outbox, PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time) : IAgendaStep
{
    private const int MaxTries = 20;

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Update;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var rules = new Rules(playbooks.Current, teams.Current);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded) return null;
            var now = time.GetUtcNow();
            var all = SalesNews.Of(loaded.State, rules.Playbook, rules.Team, now);
            if (all.FirstOrDefault(news => news.IsAbout(entry.Reference)) is not { } news) return await DropAsync(loaded, cancellationToken);
            if (rules.Earliest(loaded.State.Account, news, now) is var earliest && earliest > now) return entry with { Due = earliest };

            if (await WrittenAsync(loaded, all, news, rules, now, cancellationToken) is { } written)
                return await SendAsync(entry, written.Account, written.Mail, rules, cancellationToken);
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    // The run that told it may have died between its commit and its side effects.
    private async Task<AgendaEntry?> DropAsync(LoadedAccount loaded, CancellationToken cancellationToken)
    {
        if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(loaded.State.Account.Id, cancellationToken);
        return null;
    }

    // A mail that is written goes as it is; what came since goes by the next. Null when it was overtaken.
    private async Task<(LoadedAccount Account, string Mail)?> WrittenAsync(
        LoadedAccount loaded, ImmutableArray<SalesNews> all, SalesNews news, Rules rules, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ImmutableArray<SalesNews> theirs = [.. all.Where(each => each.To == news.To)];
        if (theirs.Select(each => each.Telling).OfType<Telling>().FirstOrDefault() is { } telling) return (loaded, telling.Mail);
        var day = rules.Calendars.Of(news.To).LocalDay(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture);
        var mail = Keys.Id(["update", loaded.State.Account.Id, news.To, day, .. theirs.SelectMany(each => new[] { each.Lead, each.Told.Submission })]);
        var state = theirs.Aggregate(loaded.State, (next, each) => each.On(next, mail));
        return await CommitAsync(loaded, state, theirs, cancellationToken) is { } committed ? (committed, mail) : null;
    }

    private async Task<AgendaEntry?> SendAsync(AgendaEntry entry, LoadedAccount loaded, string mail, Rules rules, CancellationToken cancellationToken)
    {
        var told = By(mail, loaded.State, rules);
        var dispatched = await mailer.UpdateAsync(loaded, told, mail, cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        return await RecordAsync(entry, loaded, mail, told[0].To, rules, ((Dispatched.Sent)dispatched).At, cancellationToken);
    }

    // The account may have changed during the send, again and again under a flood; that the mail left today must be recorded all the same.
    private async Task<AgendaEntry?> RecordAsync(
        AgendaEntry entry, LoadedAccount loaded, string mail, string to, Rules rules, DateTimeOffset at, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var told = By(mail, loaded.State, rules);
            var state = told.Aggregate(loaded.State, (next, each) => each.Done(next));
            state = state with { Account = state.Account.MailedOn(to, rules.Calendars.Of(to).LocalDay(at)) };
            if (await CommitAsync(loaded, state, told, cancellationToken) is { } committed) return Left(entry, committed.State, rules, to, at);
            await backoff.WaitAsync(attempt, cancellationToken);
            if (await accounts.LoadAsync(entry.Account, cancellationToken) is not { } again) return null;
            loaded = again;
        }
        throw new OvertakenException($"Account {entry.Account}", MaxTries);
    }

    private static AgendaEntry? Left(AgendaEntry entry, AccountState state, Rules rules, string to, DateTimeOffset at) =>
        SalesNews.Of(state, rules.Playbook, rules.Team, at).FirstOrDefault(news => news.To == to) is not { } news ? null
            : entry with { Due = rules.Earliest(state.Account, news, at), Reference = news.Handoff?.Id ?? news.Lead };

    private ImmutableArray<SalesNews> By(string mail, AccountState state, Rules rules) =>
        [.. SalesNews.Of(state, rules.Playbook, rules.Team, time.GetUtcNow()).Where(news => news.Telling?.Mail == mail)];

    // Gives the account as it is now; null when it was overtaken.
    private async Task<LoadedAccount?> CommitAsync(LoadedAccount loaded, AccountState state, ImmutableArray<SalesNews> changed, CancellationToken cancellationToken)
    {
        var commit = new AccountCommit
        {
            State = state,
            ChangedHandoffs = [.. changed.Select(news => news.Handoff?.Id).OfType<string>()],
            ChangedLeads = [.. changed.Where(news => news.Handoff is null).Select(news => news.Lead)],
        };
        if (await accounts.CommitAsync(commit, loaded, cancellationToken) is not CommitResult.Committed committed) return null;
        await outbox.FlushAsync(committed.Now, cancellationToken);
        return loaded.After(committed.Now);
    }

    /// <summary>What a run began with.</summary>
    private sealed record Rules(Playbook Playbook, Team Team)
    {
        public Calendars Calendars => new(Playbook.Routing, Team);

        /// <summary>In their hours, and on another day of theirs than their last mail about the account, where the mail is not written yet.</summary>
        public DateTimeOffset Earliest(Account account, SalesNews news, DateTimeOffset now)
        {
            var calendar = Calendars.Of(news.To);
            var last = news.Telling is null && account.MailDays?.GetValueOrDefault(news.To) is { } day && day != default ? day : (DateOnly?)null;
            return last is { } told && calendar.LocalDay(now) <= told ? calendar.StartOf(told.AddDays(1)) : calendar.NextStart(now);
        }
    }
}
