using System.Collections.Immutable;
using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Playbooks;
using Intake.Playbooks.Versions;
using Intake.Storage;
using Intake.Sweeps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Rescoring;

/// <summary>Rescores all accounts by the playbook that came into force. What that would newly hand off is released at the end where it is little; else it waits for somebody.</summary>
public sealed partial class RescoreWork(
    LeadIndex index, Rescorer rescorer, PlaybookInForce playbooks, PlaybookRefresh refresh, PlaybookTable versions, HeldTable held, MessageQueue messages, IOptions<SweepOptions> options, TimeProvider time, ILogger<RescoreWork> logger)
    : ISweepWork
{
    /// <inheritdoc/>
    public string Kind => SweepKinds.Rescore;

    /// <inheritdoc/>
    public async Task<SweepSlice> RunAsync(Sweep step, CancellationToken cancellationToken)
    {
        // Superseded: that one's pass counts everything anew.
        if (await InForceAsync(step.Group, cancellationToken) is not { } playbook) return SweepSlice.End;
        if (step.Account is { } one)
        {
            await rescorer.RescoreAsync(one, playbook, cancellationToken);
            return SweepSlice.End;
        }
        var (accounts, after) = await index.AccountsAsync(step.After, Lanes.First(step.Lane + 1, step.Lanes), options.Value.Accounts, cancellationToken);
        return await EachAsync(accounts, after, playbook, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task FinishAsync(string group, CancellationToken cancellationToken)
    {
        if (await InForceAsync(group, cancellationToken) is not { } playbook) return;
        var limit = playbook.Agreement.Limits.AtActivation;
        var listed = await held.AllAsync(playbook.Version, cancellationToken).Take(limit + 1).CountAsync(cancellationToken);
        Done(logger, playbook.Version, listed, limit);
        if (listed == 0 || listed > limit) return;
        var command = new AllHeldCommand { Id = Keys.Id("all-held", group, "release"), At = time.GetUtcNow(), Version = playbook.Version, Release = true };
        await messages.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
    }

    // This instance may not have noticed yet which version came into force.
    private async Task<Playbook?> InForceAsync(string group, CancellationToken cancellationToken)
    {
        var version = Activation.VersionOf(group);
        if (playbooks.Current.Version != version) await refresh.RunAsync(cancellationToken);
        return playbooks.Current is var current && current.Version == version && !await IsOverAsync(version, group, cancellationToken) ? current : null;
    }

    // It went out of force and came back: that is another pass, and what this one would tell of the end is not its end.
    private async Task<bool> IsOverAsync(string version, string group, CancellationToken cancellationToken) =>
        (await versions.OfAsync(version, cancellationToken)).Activations.Any(since => since <= time.GetUtcNow() && string.CompareOrdinal(new Activation(version, since).ToString(), group) > 0);

    private async Task<SweepSlice> EachAsync(IReadOnlyList<string> accounts, string? after, Playbook playbook, CancellationToken cancellationToken)
    {
        var failed = ImmutableArray.CreateBuilder<string>();
        int changed = 0, moved = 0, listed = 0;
        foreach (var account in accounts)
        {
            try
            {
                var rescored = await rescorer.RescoreAsync(account, playbook, cancellationToken);
                (changed, moved, listed) = (changed + rescored.Accounts, moved + rescored.Moves, listed + rescored.Held);
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // It is tried again by itself, and the lane goes on.
                Failed(logger, account, Failures.Of(fault, time.GetUtcNow()).Error);
                failed.Add(account);
            }
        }
        var counts = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal)
            .Add("accounts", accounts.Count).Add("changed", changed).Add("moved", moved).Add("held", listed).Add("failed", failed.Count);
        return new SweepSlice(after, counts, failed.ToImmutable());
    }

    [LoggerMessage(LogLevel.Warning, "Account {AccountId} could not be rescored and is tried again by itself: {Error}")]
    private static partial void Failed(ILogger logger, string accountId, string error);

    [LoggerMessage(LogLevel.Information, "All accounts are scored by playbook {Version}; newly to be handed off: {Held}, without approval: {Limit}")]
    private static partial void Done(ILogger logger, string version, int held, int limit);
}
