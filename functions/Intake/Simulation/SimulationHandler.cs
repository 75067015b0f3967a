using Intake.Playbooks.Versions;
using Intake.Sweeps;

namespace Intake.Simulation;

/// <summary>Begins to try a version of the playbook on everything that happened.</summary>
public sealed class SimulationHandler(PlaybookRefresh refresh, PlaybookShelf shelf, SimulationStore store, SweepHandler sweeps)
{
    /// <summary>Keeps the version as it is now, and starts the pass; the same twice is one.</summary>
    /// <exception cref="InvalidDataException">There is no such version, or it is not valid.</exception>
    public async Task HandleAsync(SimulationCommand command, CancellationToken cancellationToken)
    {
        // The version may have gone since the first run kept it.
        if (!await store.IsOrderedAsync(command.Id, cancellationToken)) await store.OrderAsync(command.Id, await OrderAsync(command, cancellationToken), cancellationToken);
        await sweeps.StartAsync(SweepKinds.Simulate, command.Id, cancellationToken);
    }

    private async Task<SimulationOrder> OrderAsync(SimulationCommand command, CancellationToken cancellationToken)
    {
        await refresh.RunAsync(cancellationToken);
        return await shelf.FindAsync(command.Version, cancellationToken) is { Playbook: not null } proposal
            ? new SimulationOrder { Version = command.Version, From = command.From, To = command.To, OrderedAt = command.At, Files = proposal.Files.ByName }
            : throw new InvalidDataException($"The command {command.Id} is about a version that is not there or not valid.");
    }
}
