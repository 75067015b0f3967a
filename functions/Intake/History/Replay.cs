using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.History;

/// <summary>Takes an account through its history again, under any playbook: the submissions, facts and answers in the order of their commits, by the very
/// functions that took them in, and between them what time does by itself. Pure: no mail leaves and nothing is written.</summary>
public static class Replay
{
    /// <summary>The account as it would be at an instant, and how it got there.</summary>
    /// <param name="history">What happened.</param>
    /// <param name="playbook">The playbook to take it by.</param>
    /// <param name="until">What happened after this instant is left out.</param>
    public static Replayed Of(AccountHistory history, Playbook playbook, DateTimeOffset until) => new Replaying(history, playbook).RunUntil(until);

    /// <summary>An account as it will be at an instant if nothing happens until then but time.</summary>
    /// <param name="state">The account as it is.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">Now.</param>
    /// <param name="until">The instant.</param>
    public static AccountState Onwards(AccountState state, Playbook playbook, DateTimeOffset now, DateTimeOffset until) =>
        new Replaying(new AccountHistory { Account = state.Account.Id }, playbook).Onwards(state, now, until);

    /// <summary>The account as it would be at an instant: for the score of that day. Null before its first submission.</summary>
    public static AccountState? StateAt(AccountHistory history, Playbook playbook, DateTimeOffset instant) => Of(history, playbook, instant).State;
}

/// <summary>How an account went under a playbook.</summary>
/// <param name="State">The account in the end; null where nothing happened.</param>
/// <param name="Made">The handoffs that were made, in order.</param>
/// <param name="Moves">The moves of leads, in order.</param>
/// <param name="Asked">What sales answered in reality, each with the score that its lead had under this playbook.</param>
public sealed record Replayed(
    AccountState? State, ImmutableArray<MadeHandoff> Made, ImmutableArray<StageMove> Moves, ImmutableArray<ScoredHandoff> Asked)
{
    /// <summary>Answers for which there was no open handoff, and moves of leads that sales would not have had.</summary>
    public int AnswersWithoutHandoff { get; init; }

    /// <summary>The persons as far as the counting of replaced activities needs them, by id.</summary>
    public required ImmutableSortedDictionary<string, Person> Persons { get; init; }
}

/// <summary>A handoff that a replay made.</summary>
/// <param name="Handoff">As it was in the end.</param>
/// <param name="Score">Score of the lead at that moment, in hundredths.</param>
/// <param name="Account">The account at that moment: for routing.</param>
/// <param name="Lead">The lead at that moment.</param>
/// <param name="Holder">Id of another open handoff of the account at that moment; null for none.</param>
public sealed record MadeHandoff(Handoff Handoff, int Score, Account Account, Lead Lead, string? Holder);

/// <summary>A handoff of reality and the score of its lead under a playbook when it was made, in hundredths; null where there was no such lead.</summary>
public sealed record ScoredHandoff(Handoff Handoff, int? Score);
