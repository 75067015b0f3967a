namespace Intake.Playbooks;

/// <summary>The playbook that counts. Another one may come into force while the app runs: whoever does something
/// reads <see cref="Current"/> once at its start and holds on to what that gave.</summary>
public sealed class PlaybookInForce(Playbook playbook)
{
    private volatile Playbook current = playbook;

    /// <summary>The one in force at this moment.</summary>
    public Playbook Current => current;

    internal void Put(Playbook playbook) => current = playbook;
}
