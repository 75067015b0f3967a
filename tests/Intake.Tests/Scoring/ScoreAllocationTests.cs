using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Scoring;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

/// <summary>A sheet that has been read is scored without any allocation but that of the score and its reasons.</summary>
public class ScoreAllocationTests
{
    private static readonly DateOnly Day = new(2026, 9, 24);

    [Fact]
    public void A_score_allocates_what_its_reasons_take_and_nothing_more()
    {
        var playbook = EditedPlaybook.With("scoring.json", scoring => scoring["fit"]!["rules"] = JsonNode.Parse("""
            [{ "id": "dutch", "label": { "en": "Dutch" }, "points": 4, "when": { "all": [{ "field": "account.country", "in": ["NL"] }, { "not": { "field": "person.seniority", "matches": "^stud" } }] } }]
            """));
        var account = new Account { Id = "a", IsCompany = true, Book = new Company { Id = "a", Name = "A", Domains = [], Kind = "prospect", Country = "NL", Staff = 320 } };
        var lead = ScorerTests.Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day.AddDays(-40), 1), ("p", "whitepaper-downloaded|wp-netcongestie", Day, 1),
            ("p", "page-viewed|blog-netcongestie", Day, 9), ("q", "price-list-downloaded|prijslijst-energie", Day.AddDays(-3), 1));
        var sheet = ScoreSheet.Of(account with { Members = account.Members.SetItem("p", new Member { Seniority = "director" }).SetItem("q", new Member()) }, lead, playbook);

        var score = Scorer.Score(sheet, Day);
        var allowed = Allocated(() => Made(score.Reasons.Length));

        Assert.Contains(score.Reasons, reason => reason.Rule == "fit:dutch");
        Assert.Equal(allowed, Allocated(() => Scorer.Score(sheet, Day)));
    }

    private static Score Made(int reasons)
    {
        var made = new Reason[reasons];
        for (var index = 0; index < made.Length; index++) made[index] = new Reason("rule", Components.Interest, index);
        return new Score(1, 2, 3, 4, 5, null, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(made), Day, "v");
    }

    private static long Allocated(Func<Score> make)
    {
        // What is made once, at the first calls, is not meant.
        for (var warm = 0; warm < 50; warm++) make();
        var before = GC.GetAllocatedBytesForCurrentThread();
        make();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
