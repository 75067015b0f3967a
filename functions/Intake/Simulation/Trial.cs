using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Playbooks.Versions;

namespace Intake.Simulation;

/// <summary>A playbook that is tried on a time.</summary>
/// <param name="Playbook">The playbook.</param>
/// <param name="Period">The time.</param>
public sealed record Trial(Playbook Playbook, SimulationPeriod Period)
{
    /// <summary>What was ordered.</summary>
    /// <exception cref="InvalidDataException">Its files are no playbook any more: the app is another one now.</exception>
    public static Trial Of(SimulationOrder order)
    {
        var playbook = PlaybookReader.Read(new PlaybookFiles(order.Files).ByName, new Problems())
            ?? throw new InvalidDataException($"The version {order.Version} is not valid any more.");
        return new Trial(playbook, SimulationPeriod.Of(order.From, order.To, order.OrderedAt));
    }

    /// <summary>What an account would have done.</summary>
    public AccountOutcome On(AccountHistory history) => AccountSimulation.Of(history, Playbook, Period.Begin, Period.End);

    /// <summary>What all accounts would have done.</summary>
    public SimulationReport Report(IEnumerable<AccountOutcome> outcomes, Team team) => SimulationReport.Of(outcomes, Playbook, team, Period.From, Period.To);
}
