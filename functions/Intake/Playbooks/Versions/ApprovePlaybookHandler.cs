namespace Intake.Playbooks.Versions;

/// <summary>Records approvals.</summary>
public sealed class ApprovePlaybookHandler(PlaybookTable table)
{
    /// <summary>Carries one out; the same again, and another one of the same side, change nothing.</summary>
    public Task HandleAsync(ApprovePlaybookCommand command, CancellationToken cancellationToken) =>
        table.ApproveAsync(command.Version, new GivenApproval(command.Side, command.Name, command.At), cancellationToken);
}
