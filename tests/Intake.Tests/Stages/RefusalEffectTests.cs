using Intake.Accounts;
using Intake.Learning;
using Intake.Stages;

namespace Intake.Tests.Stages;

/// <summary>What each reason for refusing does, as the sample states it.</summary>
public sealed class RefusalEffectTests
{
    [Theory]
    [InlineData("no-timing", "recycled", 90, "", null, null, false, false)]
    [InlineData("no-budget", "recycled", 180, "", null, null, false, false)]
    [InlineData("not-reached", "recycled", 60, "", null, null, false, false)]
    [InlineData("not-a-fit", "recycled", 365, "", null, null, false, true)]
    [InlineData("wrong-person", "unqualified", null, "outside", null, null, false, false)]
    [InlineData("left-company", "unqualified", null, "left", null, null, false, false)]
    [InlineData("duplicate", "rejected", null, "", null, null, false, false)]
    [InlineData("support", "unqualified", null, "", null, "service@lichtveld.example", true, true)]
    [InlineData("invoice", "unqualified", null, "", null, "administratie@lichtveld.example", true, true)]
    [InlineData("job", "unqualified", null, "", null, "werken@lichtveld.example", true, true)]
    [InlineData("supplier", "unqualified", null, "", null, "inkoop@lichtveld.example", true, true)]
    [InlineData("competitor", "rejected", null, "", "competitor", null, false, true)]
    [InlineData("student", "rejected", null, "student", null, null, false, true)]
    [InlineData("lost-opportunity", "lost", 180, "", null, null, false, false)]
    public void A_reason_has_the_effects_that_the_playbook_states(
        string reason, string stage, int? rests, string person, string? kind, string? forward, bool takesPoints, bool countsAgainst)
    {
        var scene = new Scene().Qualifies();
        var before = scene.Energy;
        var answered = scene.Answers("reject", 1, reason);
        var (lead, ann) = (scene.Energy, scene.State.Account.Members["ann"]);

        Assert.Equal((stage, reason, "sanne"), (lead.Stage, lead.RefusedReason, lead.LastAccountManager));
        Assert.Equal(rests is { } days ? DateOnly.FromDateTime(Scene.Monday.UtcDateTime).AddDays(1 + days) : null, lead.RestUntil);
        Assert.Equal(person, string.Join(' ', new[] { ann.Outside ? "outside" : "", ann.Left ? "left" : "", ann.Student ? "student" : "" }.Where(word => word.Length > 0)));
        Assert.Equal(kind, scene.State.Account.Stated.Of(AccountKinds.Fact));
        Assert.Equal(forward, answered.Forward);
        Assert.Equal(takesPoints, !Buckets(before).SequenceEqual(Buckets(lead)));
        Assert.Equal(countsAgainst, AnswerRow.Of("a", scene.State.Handoffs.Values.Single(), scene.Playbook.Stages)!.CountsAgainst);
        Assert.Equal(reason == "lost-opportunity", lead.Closed);
        Assert.Equal($"rejected:{reason}", answered.Change!.Cause);
    }

    [Fact]
    public void The_table_has_every_reason() =>
        Assert.Equal(14, new Scene().Playbook.Stages.ReasonOrder.Length);

    private static IEnumerable<(string, string, int, int)> Buckets(Lead lead) =>
        from person in lead.Persons from bucket in person.Value.Buckets from day in bucket.Value select (person.Key, bucket.Key, day.Key, day.Value);
}
