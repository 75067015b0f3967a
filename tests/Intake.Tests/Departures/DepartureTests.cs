using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Departures;
using Intake.Storage;
using Intake.Tests.Stages;

namespace Intake.Tests.Departures;

public class DepartureTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("s1", false)]
    [InlineData("s1 L2", true)]
    [InlineData("L2 s1", true)] // told before what they did earlier arrived
    [InlineData("s2 L2", true)] // at the same instant what was said stands
    [InlineData("s1 L2 s3", false)]
    [InlineData("L2 s3 s1", false)]
    [InlineData("L2 R3", false)]
    [InlineData("R3 L2", false)]
    [InlineData("L2 R3 L4", true)]
    [InlineData("L2 s3 L4", true)]
    [InlineData("L4 s3 L2", true)]
    public void The_newest_word_stands_and_what_they_do_themselves_shows_that_they_are_there(string told, bool left) =>
        Assert.Equal(left, After(told.Split(' ')).Left);

    [Fact]
    public void The_order_of_arrival_does_not_matter() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[0, 9], (kind, hour) => $"{"LRs"[kind]}{hour}").Array[0, 12], Gen.Int[0, int.MaxValue]).Sample((told, seed) =>
        {
            var other = told.Concat(told).ToArray();
            new Random(seed).Shuffle(other);
            Assert.Equal(Json(After(told)), Json(After(other)));
        }, iter: 500);

    [Fact]
    public void Who_was_marked_before_there_was_a_register_stays_so_until_somebody_says_more()
    {
        var marked = new Member { Left = true };
        Assert.True(Departure.See(marked, Noon).Left);
        Assert.False(Departure.Say(marked, null, Noon, "r").Left);
    }

    [Theory]
    [InlineData("whitepaper-downloaded", "wp-netcongestie", false)]
    [InlineData("email-clicked", "wp-netcongestie", true)] // mail servers follow links
    [InlineData("webinar-missed", "pweb-energie", true)]
    [InlineData("unsubscribed", "-", true)] // whoever reads the mailbox now
    public void Only_what_they_do_themselves_for_points_brings_them_back(string activity, string content, bool left)
    {
        var scene = new Scene().Does("whitepaper-downloaded", "wp-netcongestie", 0).Does("whitepaper-downloaded", "wp-netcongestie", 0, person: "bob");
        var members = scene.State.Account.Members;
        scene.State = scene.State with { Account = scene.State.Account with { Members = members.SetItem("ann", Departure.Say(members["ann"], Departure.Bounce, Scene.Monday.AddDays(1), "c")) } };

        scene.Does(activity, content, 2);

        Assert.Equal(left, scene.State.Account.Members["ann"].Left);
        Assert.False(scene.State.Account.Members["bob"].Left);
    }

    [Fact]
    public void Who_left_and_who_came_back_are_changes_of_a_fact()
    {
        var account = new Account { Id = "a", IsCompany = true };
        Account With(Member member) => account with { Members = account.Members.SetItem("ann", member) };
        var (there, left) = (After(["s1"]), After(["s1", "L2"]));

        Assert.Empty(Departure.Between(null, With(left), "c"));
        Assert.Empty(Departure.Between(With(there), With(there with { Function = "it" }), "c"));
        Assert.Equal([new FactChange("left", "no", "bounce", Noon.AddHours(2), "c") { Person = "ann" }], Departure.Between(With(there), With(left), "c"));
        Assert.Equal([new FactChange("left", "bounce", "no", Noon.AddHours(3), "s") { Person = "ann" }], Departure.Between(With(left), With(After(["L2", "s3"])), "s"));
        Assert.Equal([new FactChange("left", "bounce", "no", Noon.AddHours(4), "r") { Person = "ann" }], Departure.Between(With(left), With(After(["L2", "R4"])), "r"));
    }

    // L: left, R: returned, s: seen; at which hour.
    private static Member After(string[] told) => told.Aggregate(new Member(), (member, word) => (word[0], Noon.AddHours(word[1] - '0')) switch
    {
        ('L', var at) => Departure.Say(member, Departure.Bounce, at, word),
        ('R', var at) => Departure.Say(member, null, at, word),
        var (_, at) => Departure.See(member, at),
    });

    private static string Json(Member member) => JsonSerializer.Serialize(new Account { Id = "a", IsCompany = true, Members = new Account { Id = "a", IsCompany = true }.Members.Add("m", member) }, IntakeJson.Default.Account);
}
