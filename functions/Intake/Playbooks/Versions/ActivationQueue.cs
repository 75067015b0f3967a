using Intake.Storage;

namespace Intake.Playbooks.Versions;

/// <summary>Orders what follows once a version is in force.</summary>
public sealed class ActivationQueue(MessageQueue messages, TimeProvider time)
{
    /// <summary>Puts the order; nobody takes it before the time has come.</summary>
    public Task PutAsync(string version, string by, DateTimeOffset from, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var command = new PlaybookActivatedCommand { Id = Keys.Id("playbook-activated", version, by), At = now, Version = version, By = by };
        // Queues count whole seconds.
        TimeSpan? delay = from > now ? TimeSpan.FromSeconds(Math.Ceiling((from - now).TotalSeconds)) : null;
        return messages.PutLaterAsync(delay, QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
    }
}
