using System.Text.Json.Nodes;
using Intake.Handoffs;
using Intake.Stages;

namespace Intake.Functions.Tests.Docs;

/// <summary>docs/handoff.md tells what the code and the sample playbook do.</summary>
public sealed class HandoffPageTests
{
    private static readonly string Page = Pages.Read("docs/handoff.md");
    private static readonly JsonNode Routing = Sample("routing.json"), Stages = Sample("stages.json");

    [Fact]
    public void Every_answer_of_the_page_is_told() => Assert.Equal(
        new[] { AnswerKinds.Accept, AnswerKinds.Reject, AnswerKinds.Snooze, AnswerKinds.Pass, AnswerCheck.Territory }, Rows("answers").Select(row => Pages.Code(row[0]).Single()));

    [Fact]
    public void Every_follow_up_is_told() => Assert.Equal(
        new[] { ContactKinds.Spoke, ContactKinds.Tried, ContactKinds.Meeting, AnswerCheck.Back }.Concat(Stages["stages"]!.AsArray()
            .Where(stage => (string)stage!["role"]! is "qualified" or "deal" or "end").Select(stage => (string)stage!["id"]!)).Order(),
        Rows("follow-up").SelectMany(row => Pages.Code(row[0])).Order());

    [Fact]
    public void Every_reason_is_told_with_what_it_does()
    {
        var reasons = Stages["rejectionReasons"]!.AsArray();
        Assert.Equal(reasons.Select(reason => (string)reason!["id"]!), Rows("reasons").Select(row => Pages.Code(row[0]).Single()));
        Assert.All(reasons.Zip(Rows("reasons")), pair =>
        {
            var (reason, row) = (pair.First!, pair.Second);
            if ((int?)reason["restDays"] is { } days) Assert.Contains($"{days} days", row[1], StringComparison.Ordinal);
            else Assert.DoesNotContain("days", row[1], StringComparison.Ordinal);
            Assert.Equal(reason["countsAgainst"] is not null, row[2].Contains("counts against", StringComparison.Ordinal));
            Assert.Equal(reason["forward"] is not null, row[2].Contains("mailbox", StringComparison.Ordinal));
            Assert.Equal(reason["person"] is not null, row[2].Contains("the person", StringComparison.Ordinal));
            Assert.Equal(reason["removesActivity"] is not null, row[1].Contains("counts no more", StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Every_clock_is_told_as_the_sample_has_it()
    {
        var (asked, score) = (Routing["clocks"]!["asked"]!.AsObject(), Routing["clocks"]!["score"]!.AsObject());
        var told = Rows("clocks").ToDictionary(row => Pages.Code(row[1]).Single(), row => (row[2], row[3]));
        Assert.Equal(asked.Where(clock => clock.Key != "mailLeaves").Select(clock => clock.Key).Order(), told.Keys.Order());
        Assert.All(told, row => Assert.Equal(((string)asked[row.Key]!, (string)score[row.Key]!), row.Value));
    }

    private static IReadOnlyList<string[]> Rows(string table)
    {
        var at = Page.IndexOf($"<!-- {table} -->", StringComparison.Ordinal);
        Assert.True(at >= 0, $"There is no table of {table}.");
        return Pages.Table(Page[at..]);
    }

    private static JsonNode Sample(string file) => JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "functions", "playbook", file)))!;
}
