namespace Intake.Playbooks;

/// <summary>The playbook that counts. Another one may come into force while the app runs: whoever does something
/// reads <see cref="Current"/> once at its start and holds on to what that gave.</summary>
/// <param name="packaged">The one that the app starts with, in force where no other was put in force.</param>
/// <param name="time">Tells when one that was announced takes effect.</param>
public sealed class PlaybookInForce(Playbook packaged, TimeProvider? time = null)
{
    private readonly TimeProvider time = time ?? TimeProvider.System;
    private volatile State state = new(packaged, null);

    /// <summary>The one in force at this moment.</summary>
    public Playbook Current => state is var held && held.Next is { } next && next.From <= time.GetUtcNow() ? next.Playbook : held.Now;

    /// <summary>The one that takes effect later; null when none does.</summary>
    internal ComingPlaybook? Coming => state.Next is { } next && next.From > time.GetUtcNow() ? next : null;

    /// <summary>The one that the app starts with.</summary>
    internal Playbook Packaged { get; private set; } = packaged;

    /// <summary>Puts another one in the place of the packaged one.</summary>
    internal void Put(Playbook playbook)
    {
        Packaged = playbook;
        Switch(playbook, null);
    }

    /// <summary>Says which is in force and, if need be, which will be.</summary>
    internal void Switch(Playbook now, ComingPlaybook? next) => state = new State(now, next);

    private sealed record State(Playbook Now, ComingPlaybook? Next);
}

/// <summary>A playbook that takes effect at a time.</summary>
internal sealed record ComingPlaybook(Playbook Playbook, DateTimeOffset From);
