namespace Intake.Playbooks.Versions;

/// <summary>Does what there is to do once a version has come into force.</summary>
public interface IActivated
{
    /// <summary>Begins it; the version is in force by now. May be called again for the same activation, and must be harmless then.</summary>
    /// <param name="version">The version.</param>
    /// <param name="since">When it came into force: a version may do so more than once.</param>
    /// <param name="cancellationToken">Cancels the beginning.</param>
    Task StartAsync(string version, DateTimeOffset since, CancellationToken cancellationToken);
}
