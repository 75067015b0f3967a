using System.Text.Json;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Teams;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs.Leaving;

/// <summary>Carries out that somebody leaves: they become inactive, what is open of theirs goes to others page by page, and each of those is told by one mail.
/// Every part may be repeated.</summary>
public sealed partial class LeaveHandler(
    TeamStore store, TeamRefresh refresh, LeadIndex index, AccountStore accounts, Router router, Outbox outbox, MessageQueue queue,
    PlaybookInForce playbooks, TeamInForce teams, Backoff backoff, TimeProvider time, ILogger<LeaveHandler> logger)
{
    private const int PageSize = 25, MaxTries = 30;

    // By then every instance works with the team as it is now.
    private static readonly TimeSpan UntilKnown = TimeSpan.FromMinutes(2);

    /// <summary>The change of the team that a command begins with.</summary>
    internal static ChangeTeamCommand ChangeOf(LeaveCommand command) => new()
    {
        Id = command.Root, At = command.At, Part = TeamParts.AccountManagers, Subject = command.AccountManager,
        Value = JsonElement.Parse(command.Successor is { } successor ? $$"""{"active":false,"successor":"{{successor}}"}""" : """{"active":false}"""),
    };

    /// <summary>Carries out a part, and puts the next.</summary>
    public async Task HandleAsync(LeaveCommand command, CancellationToken cancellationToken)
    {
        if (command is { After: null, Again: false }) await store.ChangeAsync(ChangeOf(command), cancellationToken);
        else await refresh.RunAsync(cancellationToken);
        if (teams.Current.Find(command.AccountManager) is not { Active: false })
        {
            Stays(logger, command.Root, command.AccountManager);
            return;
        }
        var (held, next) = await index.OpenOfAsync(command.AccountManager, command.After, PageSize, cancellationToken);
        foreach (var account in held.Distinct(StringComparer.Ordinal)) await GiveAsync(account, command, cancellationToken);

        if (next is not null) await PutAsync(command with { After = next }, null, cancellationToken);
        else if (!command.Again) await PutAsync(command with { After = null, Again = true }, UntilKnown, cancellationToken);
        else await TellAsync(command, cancellationToken);
    }

    private Task PutAsync(LeaveCommand command, TimeSpan? delay, CancellationToken cancellationToken)
    {
        var part = command with { Id = Keys.Id("leave", command.Root, command.After ?? "", $"{command.Again}") };
        return queue.PutLaterAsync(delay, QueueNames.Commands, "commands", part.Id, [part], IntakeJson.Default.EnvelopeCommand, cancellationToken);
    }

    // Each by itself, so that the history tells each.
    private async Task GiveAsync(string account, LeaveCommand command, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries;)
        {
            if (await accounts.LoadAsync(account, cancellationToken) is not { } loaded) return;
            if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(account, cancellationToken);
            var theirs = loaded.State.Handoffs.Values.FirstOrDefault(handoff => handoff.IsOpen && handoff.AccountManager == command.AccountManager);
            if (theirs is null) return;
            if (await accounts.CommitAsync(await DecideAsync(loaded.State, theirs, command, cancellationToken), loaded, cancellationToken) is CommitResult.Committed committed)
                await outbox.FlushAsync(committed.Now, cancellationToken);
            else await backoff.WaitAsync(attempt++, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    private async Task<AccountCommit> DecideAsync(AccountState state, Handoff handoff, LeaveCommand command, CancellationToken cancellationToken)
    {
        var (playbook, team, now) = (playbooks.Current, teams.Current, time.GetUtcNow());
        var lead = state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
        var pick = await PickAsync(state, lead, handoff, command.Successor, cancellationToken);
        var answerBy = new Calendars(playbook.Routing, team).AnswerBy(handoff with { AccountManager = pick.AccountManager }, now);
        var after = Takeover.Give(state, handoff, pick, Takeover.MailId(command.Root, pick.AccountManager!), answerBy, playbook, now);
        var commit = StateChanges.Between(state, after, PassingReasons.HasLeft, command.Root, playbook, now);
        var key = AccountState.KeyOf(lead);
        return commit with
        {
            Event = HistoryEvent.Given(handoff.Id, after.Handoffs[handoff.Id].AccountManager, PassingReasons.HasLeft, command.Root, now),
            // The index tells who has it from whom.
            ChangedLeads = commit.ChangedLeads.Contains(key) ? commit.ChangedLeads : commit.ChangedLeads.Add(key),
        };
    }

    private Task<RoutingPick> PickAsync(AccountState state, Lead lead, Handoff handoff, string? successor, CancellationToken cancellationToken)
    {
        var given = Passing.Give(handoff, null, PassingReasons.HasLeft, time.GetUtcNow());
        var (team, rules) = (teams.Current, playbooks.Current.Routing);
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), rules.Hours.Zone).DateTime);
        HashSet<string> barred = [.. given.Former?.Select(former => former.AccountManager) ?? [], .. team.Unreachable];
        return team.StandIn(successor, day, barred) is { } first
            ? Task.FromResult(new RoutingPick(first.Id, PassingReasons.HasLeft)) : router.PickAsync(state.With(given), lead, given, cancellationToken);
    }

    private async Task TellAsync(LeaveCommand command, CancellationToken cancellationToken)
    {
        foreach (var to in (await index.TakenFromAsync(command.AccountManager, null, cancellationToken)).Select(taken => taken.To).OfType<string>().Distinct().Order(StringComparer.Ordinal))
        {
            var tell = new TellTakenCommand { Id = Takeover.MailId(command.Root, to), At = command.At, From = command.AccountManager, To = to, Root = command.Root };
            await queue.PutAsync(QueueNames.Commands, "commands", tell.Id, [tell], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Command {CommandId} moves nothing (any more): {AccountManager} is in the team")]
    private static partial void Stays(ILogger logger, string commandId, string accountManager);
}
