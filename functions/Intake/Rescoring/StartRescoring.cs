using Intake.Playbooks.Versions;
using Intake.Sweeps;

namespace Intake.Rescoring;

/// <summary>Begins to rescore all accounts once a version has come into force.</summary>
public sealed class StartRescoring(SweepHandler sweeps) : IActivated
{
    /// <inheritdoc/>
    public Task StartAsync(string version, DateTimeOffset since, CancellationToken cancellationToken) =>
        sweeps.StartAsync(SweepKinds.Rescore, new Activation(version, since).ToString(), cancellationToken);
}
