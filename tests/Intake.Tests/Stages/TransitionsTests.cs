using Intake.Accounts;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Stages;

public class TransitionsTests
{
    private static readonly StageBook Stages = SamplePlaybook.Instance.Stages;

    // From, to, with which reason.
    private static readonly HashSet<(string, string, string?)> Allowed =
    [
        .. from move in new[] { ("sal", "sql"), ("sal", "opportunity"), ("sql", "opportunity"), ("sal", "won"), ("sal", "lost"), ("sql", "won"), ("sql", "lost"), ("opportunity", "won"), ("opportunity", "lost") }
           select (move.Item1, move.Item2, (string?)null),
        .. from stage in new[] { "sal", "sql", "opportunity" } select (stage, "lost", (string?)"lost-opportunity"),
        .. from stage in new[] { "sal", "sql" } from reason in new[] { "no-timing", "no-budget", "not-reached", "not-a-fit" } select (stage, "recycled", (string?)reason),
        .. from stage in new[] { "sal", "sql" } from reason in new[] { "duplicate", "competitor", "student" } select (stage, "rejected", (string?)reason),
        .. from stage in new[] { "sal", "sql" } from reason in new[] { "wrong-person", "left-company", "support", "invoice", "job", "supplier" } select (stage, "unqualified", (string?)reason),
    ];

    [Fact]
    public void What_is_not_agreed_is_refused_and_told_in_the_words_of_both_stages()
    {
        var count = 0;
        foreach (var from in Stages.Stages)
            foreach (var to in Stages.Stages.Where(to => to != from))
                foreach (var reason in Stages.ReasonOrder.Prepend(null!))
                {
                    var move = Transitions.Check(In(from.Id), to.Id, reason, Stages);
                    Assert.Equal((from.Id, to.Id, (string?)reason, Allowed.Contains((from.Id, to.Id, reason))), (from.Id, to.Id, reason, move.Outcome == TransitionOutcome.Allowed));
                    if (move.Outcome == TransitionOutcome.Allowed) count++;
                    else Assert.All([from, to], stage => Assert.Contains($"{stage.Name.In("en")} ({stage.Definition.In("en")})", move.Why, StringComparison.Ordinal));
                }
        Assert.Equal(Allowed.Count, count);
    }

    [Theory]
    [InlineData("unqualified", "mql", null, "a lead gets there by a gate only.")]
    [InlineData("mql", "sql", null, "somebody must have accepted it first (SAL (An account manager promised to follow up.)).")]
    [InlineData("sql", "sal", null, "only the answer to its handoff brings it there.")]
    [InlineData("sql", "recycled", null, "it takes a reason. Reasons for it: no-timing, no-budget, not-reached, not-a-fit.")]
    [InlineData("sql", "recycled", "duplicate", "duplicate is no reason for that. Reasons for it: no-timing, no-budget, not-reached, not-a-fit.")]
    [InlineData("opportunity", "sql", null, "a lead that sales has accepted goes onwards only.")]
    [InlineData("opportunity", "recycled", "no-timing", "a deal is won or lost.")]
    [InlineData("sal", "sql", "no-timing", "a reason is for refusing and for losing it.")]
    public void The_reason_is_told(string from, string to, string? reason, string why) =>
        Assert.EndsWith(": " + why, Transitions.Check(In(from), to, reason, Stages).Why, StringComparison.Ordinal);

    [Fact]
    public void A_closed_round_is_never_changed()
    {
        var move = Transitions.Check(In("won") with { Closed = true }, "lost", null, Stages);
        Assert.Contains("a closed round is never changed", move.Why, StringComparison.Ordinal);
        Assert.Equal(TransitionOutcome.There, Transitions.Check(In("won") with { Closed = true }, "won", null, Stages).Outcome);
    }

    [Fact]
    public void Stages_and_reasons_that_the_playbook_lacks_are_told_apart()
    {
        Assert.Equal(TransitionOutcome.UnknownStage, Transitions.Check(In("sal"), "sqll", null, Stages).Outcome);
        Assert.Equal(TransitionOutcome.UnknownReason, Transitions.Check(In("sal"), "recycled", "no-money", Stages).Outcome);
    }

    [Fact]
    public void An_end_closes_the_round_and_its_handoff_and_keeps_what_it_is_worth()
    {
        var scene = new Scene().Qualifies();
        scene.Answers(AnswerKinds.Accept, 1);
        var at = Scene.Monday.AddDays(2);

        var after = Moved(scene, "won", null, new LeadMove(at, "crm", 12_000));

        var handoff = Assert.Single(after.Handoffs.Values);
        Assert.Equal((false, HandoffState.Accepted, new HandoffEnd("won", at, "crm", null, 12_000)), (handoff.IsOpen, handoff.State, handoff.End));
        Assert.Equal(("won", true, null), (after.Latest("energy")!.Stage, after.Latest("energy")!.Closed, after.Latest("energy")!.LookAt));
    }

    [Fact]
    public void A_lost_deal_rests_and_the_next_round_begins_resting()
    {
        var scene = new Scene().Qualifies();
        scene.Answers(AnswerKinds.Accept, 1);
        scene.State = Moved(scene, "lost", "lost-opportunity", new LeadMove(Scene.Monday.AddDays(2), "crm"));
        var closed = scene.Energy;

        scene.Does("whitepaper-downloaded", "wp-netcongestie", 10);

        Assert.Equal(DateOnly.FromDateTime(Scene.Monday.UtcDateTime).AddDays(182), closed.RestUntil);
        Assert.Equal((2, "recycled"), (scene.Energy.Round, scene.Energy.Stage));
        Assert.Same(closed, scene.State.Leads["energy:1"]);
    }

    [Fact]
    public void Refused_after_it_was_accepted_it_goes_as_the_answer_would_have_sent_it()
    {
        var accepted = new Scene().Qualifies();
        accepted.Answers(AnswerKinds.Accept, 1);
        var refused = new Scene().Qualifies();
        refused.Answers(AnswerKinds.Reject, 1, "wrong-person");

        var after = Moved(accepted, "unqualified", "wrong-person", new LeadMove(Scene.Monday.AddDays(1), "sanne"));

        Assert.Equal(refused.State.Account.Members["ann"].Outside, after.Account.Members["ann"].Outside);
        Assert.True(after.Account.Members["ann"].Outside);
        Assert.Equal(("unqualified", "wrong-person", refused.Energy.RestFrom), (after.Latest("energy")!.Stage, after.Latest("energy")!.RefusedReason, after.Latest("energy")!.RestFrom));
        Assert.Null(after.OpenHandoff(after.Latest("energy")!));
    }

    private static AccountState Moved(Scene scene, string to, string? reason, LeadMove move)
    {
        var transition = Transitions.Check(scene.Energy, to, reason, Stages);
        Assert.Equal(TransitionOutcome.Allowed, transition.Outcome);
        return LeadMoves.Apply(scene.State, scene.Energy, transition, move, move.At);
    }

    private static Lead In(string stage) => new() { Proposition = "energy", Round = 1, Stage = stage, StageSince = default, FirstAt = default, NewestAt = default };
}
