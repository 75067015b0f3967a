using System.Collections.Immutable;
using Intake.DeadLetters;
using Intake.Handoffs;
using Intake.History;
using Intake.Sweeps;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Simulation;

/// <summary>Tries a playbook on all accounts, some prefixes of their ids at a time. It writes nothing but its own parts and report.</summary>
public sealed partial class SimulateWork(
    HistoryReader histories, SimulationStore store, SweepTable sweeps, TeamInForce teams, IOptions<SweepOptions> options, TimeProvider time, ILogger<SimulateWork> logger) : ISweepWork
{
    private const string Failed = "failed";

    // Read once for the many slices of a simulation.
    private volatile Tuple<string, Trial>? last;

    /// <inheritdoc/>
    public string Kind => SweepKinds.Simulate;

    /// <inheritdoc/>
    public async Task<SweepSlice> RunAsync(Sweep step, CancellationToken cancellationToken)
    {
        // Removed since: nobody can ask for the report any more.
        if (await TrialAsync(step.Group, cancellationToken) is not { } trial) return SweepSlice.End;
        if (step.Account is null) return await SliceAsync(step, trial, cancellationToken);
        if (await histories.ReadAsync(step.Account, cancellationToken) is { } history)
            await store.PutPartAsync(step.Group, new SimulationPart(SimulationPart.Of(step.Account), [trial.On(history)]), cancellationToken);
        return SweepSlice.End;
    }

    /// <inheritdoc/>
    public async Task FinishAsync(string group, CancellationToken cancellationToken)
    {
        if (await TrialAsync(group, cancellationToken) is not { } trial) return;
        var parts = await store.PartsAsync(group, cancellationToken).ToListAsync(cancellationToken);
        if (!SimulationPart.AreAll(parts)) throw new InvalidDataException($"Parts of the simulation {group} are missing.");
        var report = trial.Report(parts.SelectMany(part => part.Outcomes).DistinctBy(outcome => outcome.Account), teams.Current);
        var failed = SweepState.Of(await sweeps.AllAsync(Kind, group, cancellationToken))!.Counts.GetValueOrDefault(Failed) - parts.Count(part => part.IsOfAccount);
        await store.PutReportAsync(group, failed > 0 ? report with { Failed = failed } : report, cancellationToken);
    }

    private async Task<Trial?> TrialAsync(string simulation, CancellationToken cancellationToken)
    {
        if (last is { } known && known.Item1 == simulation) return known.Item2;
        if (await store.OrderOfAsync(simulation, cancellationToken) is not { } order) return null;
        var trial = Trial.Of(order);
        last = Tuple.Create(simulation, trial);
        return trial;
    }

    // A slice ends between two prefixes, so that of two runs of it each holds whole ones, wherever they end.
    private async Task<SweepSlice> SliceAsync(Sweep step, Trial trial, CancellationToken cancellationToken)
    {
        var (first, end) = (Lanes.PrefixOf(step.After), Lanes.First(step.Lane + 1, step.Lanes));
        var (current, next) = (first, end);
        var (outcomes, failed) = (ImmutableArray.CreateBuilder<AccountOutcome>(), ImmutableArray.CreateBuilder<string>());
        await foreach (var history in histories.ReadAsync(step.After, end == Lanes.Prefixes ? null : Lanes.Text(end), cancellationToken))
        {
            var prefix = Lanes.PrefixOf(history.Account);
            if (prefix > current && outcomes.Count + failed.Count >= options.Value.Accounts)
            {
                next = prefix;
                break;
            }
            current = prefix;
            if (Try(trial, history) is { } outcome) outcomes.Add(outcome);
            else failed.Add(history.Account);
        }
        await store.PutPartAsync(step.Group, new SimulationPart(SimulationPart.Of(first, next), outcomes.ToImmutable()), cancellationToken);
        var counts = SweepSlice.End.Counts.Add("accounts", outcomes.Count).Add(Failed, failed.Count);
        return new SweepSlice(next == end ? null : Lanes.Text(next), counts, failed.ToImmutable());
    }

    // It is tried again by itself, and the lane goes on.
    private AccountOutcome? Try(Trial trial, AccountHistory history)
    {
        try
        {
            return trial.On(history);
        }
        catch (Exception fault)
        {
            NotReplayed(logger, history.Account, Failures.Of(fault, time.GetUtcNow()).Error);
            return null;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Account {AccountId} could not be replayed and is tried again by itself: {Error}")]
    private static partial void NotReplayed(ILogger logger, string accountId, string error);
}
