namespace Intake.Playbooks.Versions;

/// <summary>Does what there is to do once a version has come into force.</summary>
public interface IActivated
{
    /// <summary>Begins it; the version is in force by now. May be called again for the same version, and must be harmless then.</summary>
    Task StartAsync(string version, CancellationToken cancellationToken);
}
