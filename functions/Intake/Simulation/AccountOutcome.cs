using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;

namespace Intake.Simulation;

/// <summary>What one account would have handed off under a playbook, and what it did.</summary>
public sealed record AccountOutcome
{
    /// <summary>Id of the account.</summary>
    public required string Account { get; init; }

    /// <summary>The handoffs it would have made, in order of time; those that would have been withdrawn before their mail left are not among them.</summary>
    public ImmutableArray<SimulatedHandoff> Would { get; init; } = [];

    /// <summary>The handoffs that were made, in order of time; the withdrawn left out.</summary>
    public ImmutableArray<RealHandoff> Did { get; init; } = [];

    /// <summary>How many leads with a proposition it would have had in the time that is looked at.</summary>
    public int Leads { get; init; }

    /// <summary>How many of its submissions are gone since their persons were erased.</summary>
    public int Erased { get; init; }

    /// <summary>It is a tester's, and counts nowhere.</summary>
    public bool IsTester { get; init; }

    /// <summary>Merges, or rows from before all was kept, make it a near and no exact replay.</summary>
    public bool IsApproximate { get; init; }

    /// <summary>Answers of sales for which there would have been no handoff.</summary>
    public int AnswersWithoutHandoff { get; init; }
}

/// <summary>A handoff that would have been made.</summary>
/// <param name="Lead">Id of the lead: <c>{account}.{proposition}.{round}</c>.</param>
/// <param name="Handoff">Id of the handoff.</param>
/// <param name="At">When the gate would have been passed.</param>
/// <param name="Gate">Which one.</param>
/// <param name="Asked">By the fast lane.</param>
/// <param name="Score">Score at that moment, in hundredths.</param>
/// <param name="Trigger">The activity that would have made it pass.</param>
/// <param name="Routing">What routing would have looked at.</param>
/// <param name="Holder">Id of another open handoff of the account, whose account manager gets this one too; null for none.</param>
public sealed record SimulatedHandoff(
    string Lead, string Handoff, DateTimeOffset At, string Gate, bool Asked, int Score, Trigger Trigger, RoutingInput Routing, string? Holder);

/// <summary>A handoff that was made.</summary>
/// <param name="Lead">Id of the lead.</param>
/// <param name="Handoff">Id of the handoff.</param>
/// <param name="At">When the gate was passed.</param>
/// <param name="Gate">Which one.</param>
/// <param name="AccountManager">Id of who got it; null while nobody was picked.</param>
/// <param name="Score">Score of the lead at that moment by the playbook that is tried, in hundredths; null where there was no such lead.</param>
/// <param name="Answer">What sales answered; null for nothing yet.</param>
public sealed record RealHandoff(string Lead, string Handoff, DateTimeOffset At, string Gate, string? AccountManager, int? Score, Answer? Answer)
{
    /// <summary>By the fast lane, at any score.</summary>
    public bool Asked { get; init; }
}
