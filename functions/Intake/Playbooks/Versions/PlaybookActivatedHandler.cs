namespace Intake.Playbooks.Versions;

/// <summary>Begins what there is to do with a version that has come into force.</summary>
public sealed class PlaybookActivatedHandler(
    PlaybookRefresh refresh, PlaybookPointers pointers, PlaybookInForce playbooks, ActivationQueue queue, IEnumerable<IActivated> followers, TimeProvider time)
{
    /// <summary>Carries it out; where another version was put in force meanwhile there is nothing to do.</summary>
    /// <exception cref="InvalidDataException">The version is not in force here: its files were changed.</exception>
    public async Task HandleAsync(PlaybookActivatedCommand command, CancellationToken cancellationToken)
    {
        var pointer = (await pointers.ReadAsync(null, cancellationToken)).Pointer;
        if (pointer?.By != command.By) return;
        if (pointer.From > time.GetUtcNow())
        {
            await queue.PutAsync(command.Version, command.By, pointer.From, cancellationToken);
            return;
        }
        await refresh.RunAsync(cancellationToken);
        if (playbooks.Current.Version != command.Version) throw new InvalidDataException($"The version of the command {command.Id} is not in force.");
        foreach (var follower in followers) await follower.StartAsync(command.Version, pointer.From, cancellationToken);
    }
}
