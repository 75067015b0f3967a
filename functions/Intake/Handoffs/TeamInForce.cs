namespace Intake.Handoffs;

/// <summary>The team as it is now: it may change while the app runs, so an operation takes <see cref="Current"/> once and works with that throughout.</summary>
/// <param name="first">The team that the app starts with.</param>
public sealed class TeamInForce(Team first)
{
    private volatile Team current = first;

    /// <summary>The team at this moment.</summary>
    public Team Current => current;

    /// <summary>Puts another in its place.</summary>
    internal void Put(Team team) => current = team;
}
