using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>What a submission, or time, did to an account.</summary>
/// <param name="State">The account from now on.</param>
/// <param name="Changes">Every move of a lead.</param>
/// <param name="Decisions">What was decided for each open lead, by its key.</param>
public sealed record Assessment(
    AccountState State, ImmutableArray<StageChange> Changes, ImmutableSortedDictionary<string, StageDecision> Decisions);

/// <summary>Fold, score, decide and move, in one step: all that scoring does between loading and committing.</summary>
public static class Assessor
{
    /// <summary>Takes a submission in and looks at every open lead of the account: a fact may move leads that the activity is not about.</summary>
    public static Assessment Take(
        AccountState state, EnrichedSubmission submission, Playbook playbook, DateTimeOffset now, Reachable? reachable = null) =>
        Take(state, KeyedFold.Apply(state, null, submission, playbook), playbook, now, reachable);

    /// <summary>The same where the submission has been folded.</summary>
    public static Assessment Take(
        AccountState state, Folded fold, Playbook playbook, DateTimeOffset now, Reachable? reachable = null)
    {
        var folded = RestEnd.ByFacts(state, fold.State, playbook);
        var (touched, trigger) = (fold.Propositions, fold.Trigger);
        return Look(folded, playbook, now, (seen, lead) => CaseOf(seen, lead, playbook, now, reachable) with
        {
            Trigger = touched.Contains(lead.Proposition) ? trigger : null,
            Quiet = touched.Contains(lead.Proposition) && trigger is null,
        });
    }

    /// <summary>Looks at every open lead when only time has passed.</summary>
    public static Assessment Look(AccountState state, Playbook playbook, DateTimeOffset now, Reachable? reachable = null) =>
        Look(state, playbook, now, (seen, lead) => CaseOf(seen, lead, playbook, now, reachable));

    private static Assessment Look(AccountState state, Playbook playbook, DateTimeOffset now, Func<AccountState, Lead, Case> caseOf)
    {
        var changes = ImmutableArray.CreateBuilder<StageChange>();
        var decisions = ImmutableSortedDictionary.CreateBuilder<string, StageDecision>(StringComparer.Ordinal);
        foreach (var (key, lead) in state.Leads)
        {
            if (lead.Closed) continue;
            // With the handoffs that the leads before it made, and each person as one whatever the number of addresses.
            var seen = Aliases.Joined(state);
            var it = caseOf(seen, seen.Leads[key]);
            var decision = StageRules.Decide(it);
            if (decision.Stage != lead.Stage) changes.Add(new StageChange(lead.Proposition, lead.Round, lead.Stage, decision.Stage, decision.Cause, now));
            decisions[key] = decision;
            state = StageMoves.Carry(state, lead, it.Score, decision, now);
        }
        return new Assessment(state, changes.ToImmutable(), decisions.ToImmutable());
    }

    private static Case CaseOf(AccountState seen, Lead lead, Playbook playbook, DateTimeOffset now, Reachable? reachable)
    {
        var sheets = new Sheets(seen.Account, lead, playbook);
        return new Case(seen, lead, sheets.On(DateOnly.FromDateTime(now.UtcDateTime)), null, playbook, now, reachable) { Sheets = sheets };
    }
}

/// <summary>Some refusals hold only as long as the facts they were made on.</summary>
internal static class RestEnd
{
    /// <summary>Ends the rest of leads whose refusal named a fact that has changed since.</summary>
    public static AccountState ByFacts(AccountState before, AccountState after, Playbook playbook)
    {
        foreach (var (_, lead) in before.Leads)
        {
            if (lead.Closed || lead.RestUntil is null || lead.RefusedReason is not { } id) continue;
            if (playbook.Stages.Reasons.GetValueOrDefault(id) is not { } reason) continue;
            if (reason.EndsOnChangeOf.Any(fact => CompanyFacts.Of(before.Account, lead, fact) != CompanyFacts.Of(after.Account, lead, fact)))
                after = after.With(after.Leads[AccountState.KeyOf(lead)] with { RestUntil = null });
        }
        return after;
    }
}
