using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Scoring.Explaining;

/// <summary>A lead on a day, and why it stands as it does.</summary>
/// <param name="Id">Id of the lead.</param>
/// <param name="Lead">The lead.</param>
/// <param name="Stage">Its stage.</param>
/// <param name="Score">Its score; of a closed round as it was closed.</param>
/// <param name="PhaseUntil">The first day on which its phase does not stand any more; null where there is none.</param>
/// <param name="Unknown">The facts that nobody told and that were asked.</param>
/// <param name="NextGate">What it is short of; null where it is short of nothing.</param>
public sealed record Explanation(
    LeadId Id, Lead Lead, Stage Stage, Score Score, DateOnly? PhaseUntil, ImmutableArray<UnknownFact> Unknown, NextGate? NextGate);

/// <summary>A fact that nobody told.</summary>
/// <param name="Field">As conditions call it: <c>account.staff</c>.</param>
/// <param name="AskedBy">What asked for it: ids as in <see cref="Reason.Rule"/>, of rules, or of the gate.</param>
public sealed record UnknownFact(string Field, ImmutableArray<string> AskedBy);
