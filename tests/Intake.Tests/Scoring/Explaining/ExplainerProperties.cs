using CsCheck;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Scoring.Explaining;
using Intake.Stages;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring.Explaining;

public class ExplainerProperties
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly Gen<DateTimeOffset> At = Gen.Int[0, 800].Select(day => Histories.Start.AddDays(day));

    [Fact]
    public void What_is_told_adds_up_to_the_hundredth_on_every_level() =>
        Gen.Select(Histories.Any, At).Sample((history, at) =>
        {
            foreach (var told in Tell(Histories.Fold(history), at))
            {
                Assert.Equal(told.Total, told.Reasons.Sum(reason => reason.Points));
                Assert.Equal(told.Total, told.Components.Sum(part => part.After));
                Assert.All(told.Components, part => Assert.Equal(part.After, told.Reasons.Where(reason => reason.Component == part.Component).Sum(reason => reason.Points)));
                Assert.InRange(told.Components.Sum(part => part.Before * part.Weight!.Value) / 100m, told.Total - 0.005m, told.Total + 0.005m);
                Assert.All(told.Reasons, reason => Assert.Equal(2, reason.Points.Scale));
            }
        }, iter: 100);

    [Fact]
    public void What_it_is_short_of_is_what_is_decided() =>
        Gen.Select(Histories.Any, Gen.Int[0, 20]).Sample((history, day) =>
        {
            var (state, at) = (Aliases.Joined(Histories.Fold(history)), Histories.Start.AddDays(300 + day));
            foreach (var (key, lead) in state.Leads)
            {
                var explained = Explainer.Explain(state, key, Playbook, at)!;
                var decision = StageRules.Decide(state, lead, explained.Score, null, Playbook, at, Reachability.By(Playbook.Contacts));
                Assert.Equal(decision.Handover is null ? decision.Cause : null, explained.NextGate?.Cause);
                if (explained.NextGate is not { } gate) continue;
                Assert.All(gate.Misses, line => Assert.True(line.Has < line.Needs));
                if (gate.Cause.StartsWith("below:", StringComparison.Ordinal)) Assert.Equal(gate.Cause, "below:" + gate.Misses[0].What);
            }
        }, iter: 200);

    [Fact]
    public void Every_cause_and_every_fact_has_words_in_both_languages() =>
        Gen.Select(Histories.Any, At).Sample((history, at) =>
        {
            foreach (var language in new[] { "en", "nl" })
                foreach (var told in Tell(Histories.Fold(history), at, language))
                {
                    Assert.All(told.Unknown, fact => Assert.DoesNotContain('.', fact.Words));
                    if (told.NextGate is { } gate) Assert.Matches("^[A-Z].*\\.$", gate.Words);
                }
        }, iter: 50);

    [Fact]
    public void A_phase_stands_until_the_day_that_is_told() =>
        Gen.Select(Histories.Any, At).Sample((history, at) =>
        {
            var state = Histories.Fold(history);
            foreach (var told in Tell(state, at))
            {
                if (told.Phase is not { Until: { } until } phase) continue;
                var lead = state.Leads[LeadKey(told.Lead)];
                // Later activity is not seen on the day, and may keep it.
                var days = Enumerable.Range(0, until.DayNumber - told.Day.DayNumber).Select(told.Day.AddDays);
                Assert.All(days, day => Assert.True(PhasePoints(Scorer.Score(state.Account, lead, Playbook, day).PhaseName) >= PhasePoints(phase.Id)));
                if (history.All(one => DateOnly.FromDateTime(one.Submission.OccurredAt.UtcDateTime) <= told.Day))
                    Assert.NotEqual(phase.Id, Scorer.Score(state.Account, lead, Playbook, until).PhaseName);
            }
        }, iter: 50);

    private static int PhasePoints(string? phase) => Playbook.Scoring.Phases.FirstOrDefault(known => known.Id == phase)?.Points ?? 0;

    private static string LeadKey(string id) => AccountState.KeyOf(id.Split('.')[1], int.Parse(id.Split('.')[2], null));

    private static IEnumerable<ScoreDocument> Tell(AccountState state, DateTimeOffset at, string language = "en") =>
        state.Leads.Keys.Select(key => new ScoreDocumentWriter(Playbook, ExplainTexts.In(language))
            .Write(Explainer.Explain(state, key, Playbook, at)!, DateOnly.FromDateTime(at.UtcDateTime), past: false, approximate: false));
}
