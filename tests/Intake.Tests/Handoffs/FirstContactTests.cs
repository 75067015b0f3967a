using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Scoring;

namespace Intake.Tests.Handoffs;

public class FirstContactTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Persons in order of their ids, each as letters and a seniority: asked yesterday (a) or today (A), left (l), outside (o), a role (r), of an agency (g), no record (x).</summary>
    [Theory]
    [InlineData("specialist,manager", 1)]
    [InlineData("manager,manager", 0)]
    [InlineData("director,a:intern", 1)]
    [InlineData("A:intern,a:owner", 0)]
    [InlineData("l:owner,manager", 1)]
    [InlineData("Al:owner,a:specialist,director", 1)]
    [InlineData("o:owner,manager", 1)]
    [InlineData("r:,manager", 1)]
    [InlineData("r:,intern", 1)]
    [InlineData("x:owner,manager", 1)]
    [InlineData("x:owner,xl:manager", 0)]
    [InlineData("vp,director", 0)]
    [InlineData("g:owner,specialist", 1)] // of an agency: their rank is another company's
    [InlineData("ag:owner,manager", 0)]
    [InlineData("l:owner,lo:manager", null)]
    [InlineData("o:owner", null)]
    public void The_latest_who_asked_else_the_most_senior_who_is_there(string persons, int? first)
    {
        var all = persons.Split(',').Select(person => person.Split(':') is [var flags, var rank] ? (Flags: flags, Rank: rank) : (Flags: "", Rank: person)).ToArray();
        Assert.Equal(first is { } index ? Id(index) : null, FirstContact.Of(AccountOf(all), LeadOf(all.Length), null, id => !all[id[1] - '0'].Flags.Contains('x')));
    }

    [Theory]
    [InlineData("manager,manager", 1, 1)]
    [InlineData("manager,specialist", 1, 0)]
    [InlineData("manager,l:manager", 1, 0)]
    public void Among_equals_who_caused_it_goes_first(string persons, int cause, int first)
    {
        var all = persons.Split(',').Select(person => person.Split(':') is [var flags, var rank] ? (Flags: flags, Rank: rank) : (Flags: "", Rank: person)).ToArray();
        Assert.Equal(Id(first), FirstContact.Of(AccountOf(all), LeadOf(all.Length), Id(cause), _ => true));
    }

    [Fact]
    public void Nobody_at_all_is_nobody() => Assert.Null(FirstContact.Of(AccountOf([]), LeadOf(0), null, _ => true));

    private static string Id(int index) => $"p{index}";

    private static Account AccountOf((string Flags, string Rank)[] all) => new()
    {
        Id = "a", IsCompany = true,
        Members = all.Index().ToImmutableSortedDictionary(person => Id(person.Index), person => new Member
        {
            Seniority = person.Item.Rank, Left = person.Item.Flags.Contains('l'), Outside = person.Item.Flags.Contains('o'), Role = person.Item.Flags.Contains('r'), Agent = person.Item.Flags.Contains('g'),
            AskedAt = person.Item.Flags.Contains('A') ? Noon : person.Item.Flags.Contains('a') ? Noon.AddDays(-1) : null,
        }),
    };

    private static Lead LeadOf(int persons) => new()
    {
        Proposition = "energy", Round = 1, Stage = "mql", StageSince = Noon, FirstAt = Noon, NewestAt = Noon,
        Persons = Enumerable.Range(0, persons).ToImmutableSortedDictionary(Id, _ => ActivityCounts.None),
    };
}
