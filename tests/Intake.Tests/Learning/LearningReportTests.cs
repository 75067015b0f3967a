using System.Collections.Immutable;
using CsCheck;
using Intake.Accounts;
using Intake.Learning;
using Intake.Stages;
using Intake.Tests.Playbooks;
using Intake.Tests.Stages;

namespace Intake.Tests.Learning;

public class LearningReportTests
{
    private static readonly string[] Rules = ["price-list-downloaded", "webinar-attended", "fit:staff", "phase:decision"];
    private static readonly string?[] Reasons = ["no-timing", "duplicate", "wrong-person", "not-a-fit", "support", "student"];

    private static readonly Gen<AnswerRow> Row =
        from number in Gen.Int[0, int.MaxValue]
        from score in Gen.Int[-1, 10_000]
        from rules in Gen.Int[0, 15]
        from reason in Gen.Int[-6, Reasons.Length - 1]
        from outcome in Gen.Int[0, 3]
        select Of(number, score < 0 ? null : score, [.. Rules.Where((_, index) => (rules >> index & 1) == 1)], reason < 0 ? null : Reasons[reason], outcome == 1 ? "won" : outcome == 2 ? "lost" : null);

    [Fact]
    public void The_counts_add_up_to_the_answers() => Row.Array[0, 60].Sample(rows =>
    {
        var report = LearningReport.Of(rows);

        Assert.Equal((rows.Length, rows.Length), (report.All.Answered, report.All.Accepted + report.All.Refused));
        Assert.Equal(report.All.Refused, report.All.Reasons.Values.Sum());
        Assert.Equal(rows.Length, report.Deciles.Sum(decile => decile.Tally.Answered) + report.WithoutScore.Answered);
        Assert.Equal((report.All.Won, report.All.Lost), (report.Deciles.Sum(decile => decile.Tally.Won) + report.WithoutScore.Won, report.Deciles.Sum(decile => decile.Tally.Lost) + report.WithoutScore.Lost));
        var kept = rows.Count(row => !row.Rules.IsEmpty);
        Assert.All(report.Rules, rule => Assert.Equal(kept, rule.With.Answered + rule.Without.Answered));
        Assert.All(report.Rules, rule => Assert.Equal(rows.Count(row => row.Rules.Contains(rule.Rule)), rule.With.Answered));
        Assert.InRange(report.All.Judged, report.All.Accepted, report.All.Answered);
    });

    [Fact]
    public void The_order_of_the_answers_does_not_matter() => Row.Array[0, 40].Sample(rows =>
        Assert.Equal(Text(LearningReport.Of(rows)), Text(LearningReport.Of([.. rows.Reverse()]))));

    [Fact]
    public void What_does_not_count_against_quality_is_left_out_of_the_acceptance()
    {
        var tally = Tally.Of([Of(1, 6100, ["a"], null), Of(2, 6100, ["a"], "duplicate"), Of(3, 6100, ["a"], "wrong-person"), Of(4, 6100, ["a"], "not-a-fit"), Of(5, 6100, ["a"], null)]);

        Assert.Equal((5, 2, 3, 1, 3, 66.7m), (tally.Answered, tally.Accepted, tally.Refused, tally.RefusedAgainst, tally.Judged, tally.Acceptance));
    }

    // By hand: 30 of 40 beside 20 of 40 are 75 and 50 %; chi² = (30*40 - 20*40)² * 80 / (40 * 40 * 50 * 30) = 5.33.
    [Theory]
    [InlineData(30, 40, 20, 40, RuleVerdict.GoesWithAcceptance)]
    [InlineData(20, 40, 30, 40, RuleVerdict.Misleads)]
    [InlineData(28, 40, 20, 40, RuleVerdict.Unclear)] // chi² 3.33
    [InlineData(19, 19, 0, 40, RuleVerdict.Unclear)] // too few with it
    [InlineData(40, 40, 0, 19, RuleVerdict.Unclear)] // too few without it
    [InlineData(5500, 10_000, 5000, 10_000, RuleVerdict.Unclear)] // significant, and only five points
    [InlineData(6000, 10_000, 5000, 10_000, RuleVerdict.GoesWithAcceptance)]
    [InlineData(40, 40, 40, 40, RuleVerdict.Unclear)]
    [InlineData(0, 40, 0, 40, RuleVerdict.Unclear)]
    public void A_rule_is_judged_by_a_difference_that_is_large_and_no_chance(int accepted, int all, int acceptedWithout, int allWithout, RuleVerdict verdict) =>
        Assert.Equal(verdict, Verdicts.Of(Counted(accepted, all), Counted(acceptedWithout, allWithout)));

    [Fact]
    public void A_report_reads_as_it_is_known()
    {
        AnswerRow[] rows =
        [
            .. Enumerable.Range(0, 30).Select(number => Of(number, 6500, ["webinar-attended"], null, number < 3 ? "won" : null)),
            .. Enumerable.Range(30, 10).Select(number => Of(number, 6500, ["webinar-attended"], "not-a-fit")),
            .. Enumerable.Range(40, 20).Select(number => Of(number, 10_000, ["fit:staff"], null, number < 42 ? "lost" : null)),
            .. Enumerable.Range(60, 20).Select(number => Of(number, 4_999, ["fit:staff"], "student")),
            .. Enumerable.Range(80, 7).Select(number => Of(number, null, [], "duplicate")),
        ];

        Assert.Equal(
            """
            all: 87 answered, 50 accepted, 62.5 %, won 3 worth 300, lost 2, duplicate 7 not-a-fit 10 student 20
            fit:staff: Misleads: 40 answered, 20 accepted, 50 %, won 0 worth 0, lost 2, student 20 | 40 answered, 30 accepted, 75 %, won 3 worth 300, lost 0, not-a-fit 10
            webinar-attended: GoesWithAcceptance: 40 answered, 30 accepted, 75 %, won 3 worth 300, lost 0, not-a-fit 10 | 40 answered, 20 accepted, 50 %, won 0 worth 0, lost 2, student 20
            40: 20 answered, 0 accepted, 0 %, won 0 worth 0, lost 0, student 20
            60: 40 answered, 30 accepted, 75 %, won 3 worth 300, lost 0, not-a-fit 10
            90: 20 answered, 20 accepted, 100 %, won 0 worth 0, lost 2,
            without: 7 answered, 0 accepted,  %, won 0 worth 0, lost 0, duplicate 7
            """, Text(LearningReport.Of(rows)));
    }

    [Fact]
    public void The_row_of_a_handoff_says_what_was_known_at_the_gate_and_what_came_of_it()
    {
        var scene = new Scene().Qualifies();
        Assert.Null(AnswerRow.Of("a", scene.Handoff, scene.Playbook.Stages));
        scene.Answers(AnswerKinds.Accept, 1, by: "fenna");
        var (score, handoff) = (scene.Energy.Score!, scene.Handoff with { End = new HandoffEnd("lost", Scene.Monday, "crm", "lost-opportunity") });

        var row = AnswerRow.Of("a", handoff, scene.Playbook.Stages)!;

        Assert.Equal((score.Total, score.Playbook, "energy:1", "score", "accept", "lost", "lost-opportunity", false), (row.Score, row.Playbook, row.Lead, row.Gate, row.Answer, row.Outcome, row.Reason, row.CountsAgainst));
        Assert.Contains("price-list-downloaded", row.Rules);
        Assert.All(row.Rules, rule => Assert.Contains(score.Reasons, reason => reason.Rule == rule && reason.Hundredths > 0 && !reason.Unknown));
        Assert.All(row.Rules, rule => Assert.NotNull(scene.Playbook.Scoring.LabelOf(rule)));
    }

    private static string Text(LearningReport report) => string.Join('\n',
    [
        "all: " + Text(report.All),
        .. report.Rules.Select(rule => $"{rule.Rule}: {rule.Verdict}: {Text(rule.With)} | {Text(rule.Without)}"),
        .. report.Deciles.Where(decile => decile.Tally.Answered > 0).Select(decile => $"{decile.Decile * 10}: {Text(decile.Tally)}"),
        "without: " + Text(report.WithoutScore),
    ]);

    private static string Text(Tally tally) => FormattableString.Invariant(
        $"{tally.Answered} answered, {tally.Accepted} accepted, {tally.Acceptance:0.#} %, won {tally.Won} worth {tally.Value}, lost {tally.Lost}, {string.Join(' ', tally.Reasons.Select(reason => $"{reason.Key} {reason.Value}"))}").TrimEnd();

    private static Tally Counted(int accepted, int all) => new(all, accepted, all - accepted, all - accepted, ImmutableSortedDictionary<string, int>.Empty, 0, 0, 0);

    private static AnswerRow Of(int number, int? score, string[] rules, string? reason, string? outcome = null) => new()
    {
        Handoff = $"{number}", Account = "a", Lead = "energy:1", DecidedAt = Scene.Monday, Gate = "score", Score = score, Rules = [.. rules],
        Answer = reason is null ? AnswerKinds.Accept : AnswerKinds.Reject, Reason = reason, CountsAgainst = reason is not null && SamplePlaybook.Instance.Stages.Reasons[reason].CountsAgainst,
        Outcome = outcome, Value = outcome == "won" ? 100 : null,
    };
}
