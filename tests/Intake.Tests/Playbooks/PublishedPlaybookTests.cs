using System.Collections.Frozen;
using System.Globalization;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Stages;
using NJsonSchema;

namespace Intake.Tests.Playbooks;

/// <summary>Examples by hand: what is done from which day on, the day on which one looks, the arithmetic with the score it comes to,
/// and the stage with the gate that was passed, or with why none was.</summary>
public class PublishedPlaybookTests
{
    private static readonly FrozenDictionary<string, Playbook> Read = PublishedPlaybook.Names.ToFrozenDictionary(name => name, PublishedPlaybook.Read);

    public static TheoryData<string> Names => [.. PublishedPlaybook.Names];

    // Without more, the company is in our industries and of our size, so its grade is B, and the person is a manager.
    [Theory]
    [InlineData("0 form-submitted; 0 page-viewed x3", "", 0, "50 + 3 x 1 = 53", "unqualified below:total")]
    [InlineData("0 form-submitted; 1 file-opened x3", "", 1, "50 + 3 x 3 = 59", "unqualified below:total")]
    [InlineData("0 form-submitted; 4 landing-page-submitted", "", 4, "50 + 50 = 100", "mql score")]
    [InlineData("0 form-submitted; 4 form-handler-submitted by bob", "", 4, "50 + 50 = 100", "mql score")]
    [InlineData("0 form-submitted; 4 landing-page-submitted", "industry=retail", 4, "50 + 50 = 100", "unqualified below:fit")]
    [InlineData("0 form-submitted; 4 landing-page-submitted", "industry=retail seniority=director", 4, "50 + 50 = 100", "mql score")]
    [InlineData("0 form-submitted; 0 form-failed; 4 landing-page-submitted", "", 4, "50 - 5 + 50 = 95", "unqualified below:total")]
    [InlineData("0 form-submitted; 0 form-failed; 4 landing-page-submitted; 5 visit-started; 5 link-clicked", "", 5, "50 - 5 + 50 + 3 + 3 = 101, at most 100", "mql score")]
    [InlineData("0 page-viewed x9; 0 visit-started x2; 2 site-searched x2", "", 2, "9 x 1 + 2 x 3 + 2 x 3 = 21", "unqualified below:total")]
    [InlineData("0 email-opened x5; 0 webinar-registered@pweb-energie; 1 webinar-attended@pweb-energie", "", 1, "5 x 0 + 0 + 0 = 0", "inquiry quiet")]
    [InlineData("0 form-submitted", "", 400, "50 = 50", "unqualified below:total")]
    [InlineData("0 form-submitted", "", 401, "0 x 50 = 0", "unqualified not-recent")]
    public void Pardot(string done, string who, int day, string arithmetic, string outcome) => Holds("pardot", done, who, day, arithmetic, outcome);

    [Theory]
    [InlineData("0 conference-attended x3", "", 0, "3 x 10 = 30", "unqualified below:total")]
    [InlineData("0 event-attended; 9 event-attended; 30 conference-attended", "", 30, "40 + 40 + 10 = 90", "unqualified below:total")]
    [InlineData("0 event-attended; 9 event-attended; 30 online-event-attended", "", 30, "40 + 40 + 20 = 100", "mql score")]
    [InlineData("0 event-attended; 9 event-attended by bob; 30 online-event-attended by cas", "", 30, "40 + 40 + 20 = 100", "mql score")]
    [InlineData("0 online-event-attended x4", "", 300, "4 x 20 = 80", "unqualified below:total")]
    public void GitLab(string done, string who, int day, string arithmetic, string outcome) => Holds("gitlab", done, who, day, arithmetic, outcome);

    [Theory]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "", 7, "(40 + 30) / 5 = 14", "unqualified below:total")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "seniority=director", 7, "(40 + 30 + 50) / 5 = 24", "mql score")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie; 8 webinar-registered@web-vol-stroomnet; 9 webinar-attended@web-vol-stroomnet", "", 9,
        "(40 + 30 + 20 + 15) / 5 = 21", "mql score")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie; 8 webinar-registered@web-vol-stroomnet; 9 webinar-attended@web-vol-stroomnet", "kind=customer", 9,
        "(40 + 30 + 20 + 15) / 5 = 21", "unqualified below:total")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie; 8 webinar-registered@pweb-laadplein by bob; 9 webinar-attended@pweb-laadplein by bob; 9 webinar-replayed@pweb-energie by bob",
        "kind=customer seniority=director", 9, "(40 + 30 + 40 + 30 + 10 + 50) / 5 = 40", "mql score-customer")]
    [InlineData("0 webinar-registered@web-vol-stroomnet; 0 webinar-registered@web-vol-stroomnet by bob; 2 webinar-replayed@web-vol-stroomnet; 3 unsubscribed", "", 3,
        "(20 + 20 + 5 - 15) / 5 = 6", "unqualified quiet")]
    [InlineData("0 webinar-registered@pweb-energie; 3 careers-page-viewed", "", 3, "(40 - 10) / 5 = 6", "unqualified quiet")]
    [InlineData("0 demo-requested", "", 0, "100 / 5 = 20", "mql asked")]
    [InlineData("0 demo-requested", "kind=customer", 0, "100 / 5 = 20", "mql asked")]
    public void Relias(string done, string who, int day, string arithmetic, string outcome) => Holds("relias", done, who, day, arithmetic, outcome);

    [Theory]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "", 7, "(60 + 90) / 10 = 15", "unqualified below:total")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "", 29, "(60 + 90) / 10 = 15", "unqualified below:total")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "", 30, "90 / 10 = 9", "unqualified below:total")]
    [InlineData("0 webinar-registered@pweb-energie; 7 webinar-attended@pweb-energie", "", 37, "0 / 10 = 0", "unqualified below:total")]
    [InlineData("0 email-clicked x15", "", 0, "15 x 30 / 10 = 45", "unqualified below:total")]
    [InlineData("0 email-clicked x25", "", 0, "20 x 30 / 10 = 60", "mql score")]
    [InlineData("0 email-clicked x25; 1 email-clicked x5", "", 1, "(20 + 5) x 30 / 10 = 75", "mql score")]
    [InlineData("0 email-clicked x25; 1 email-clicked x5", "", 30, "5 x 30 / 10 = 15", "unqualified cooled:total")]
    [InlineData("0 conference-attended; 0 meeting-booked; 0 form-submitted x10", "", 0, "(60 + 60 + 10 x 40) / 10 = 52", "mql score")]
    public void Adobe(string done, string who, int day, string arithmetic, string outcome) => Holds("adobe", done, who, day, arithmetic, outcome);

    [Theory]
    [InlineData("0 form-submitted", "", 29, "40 = 40", "unqualified below:total")]
    [InlineData("0 form-submitted", "", 30, "40 x 75 % = 30", "unqualified below:total")]
    [InlineData("0 form-submitted", "", 60, "40 x 50 % = 20", "unqualified below:total")]
    [InlineData("0 form-submitted", "", 119, "40 x 25 % = 10", "unqualified below:total")]
    [InlineData("0 form-submitted", "", 120, "40 x 0 % = 0", "unqualified below:total")]
    [InlineData("0 page-viewed x3", "", 30, "3 x 5 x 50 % = 7.5", "unqualified below:total")]
    [InlineData("0 page-viewed x9", "", 0, "9 x 5 = 45, at most 20", "unqualified below:total")]
    [InlineData("0 form-submitted; 10 meeting-booked", "", 10, "40 + 30 = 70", "mql score")]
    [InlineData("0 form-submitted; 30 meeting-booked", "", 30, "40 x 75 % + 30 = 60", "mql score")]
    [InlineData("0 form-submitted; 60 meeting-booked", "", 60, "40 x 50 % + 30 = 50", "mql score")]
    [InlineData("0 form-submitted; 10 meeting-booked", "", 45, "40 x 75 % + 30 x 75 % = 52.5", "mql score")]
    [InlineData("0 form-submitted; 10 meeting-booked", "", 69, "40 x 50 % + 30 x 75 % = 42.5", "mql score")]
    [InlineData("0 form-submitted; 10 meeting-booked", "", 100, "40 x 25 % + 30 x 25 % = 17.5", "unqualified cooled:total")]
    [InlineData("0 form-submitted; 10 unsubscribed", "", 95, "40 x 25 % - 20 = -10, at least 0", "unqualified below:total")]
    public void HubSpot_decay(string done, string who, int day, string arithmetic, string outcome) => Holds("hubspot-decay", done, who, day, arithmetic, outcome);

    [Theory, MemberData(nameof(Names))]
    public async Task They_hold_to_the_schemas_that_they_name(string name)
    {
        foreach (var file in new[] { "scoring", "stages" })
        {
            var schema = await JsonSchema.FromFileAsync(Path.Combine(SamplePlaybook.Directory, "schemas", file + ".schema.json"), TestContext.Current.CancellationToken);
            var text = await File.ReadAllTextAsync(Path.Combine(PublishedPlaybook.DirectoryOf(name), file + ".json"), TestContext.Current.CancellationToken);
            Assert.Empty(schema.Validate(text));
        }
    }

    private static void Holds(string name, string done, string who, int day, string arithmetic, string outcome)
    {
        var scene = new Scene { Playbook = Read[name] };
        var seniority = Told(scene, who);
        var last = 0;
        foreach (var step in done.Split("; ")) last = Do(scene, step.Split(' '), seniority);
        if (day > last) scene.Waits(day);

        var score = Scorer.Score(scene.State.Account, scene.Energy, scene.Playbook, DateOnly.FromDateTime(Scene.Monday.UtcDateTime).AddDays(day));
        Assert.Equal((arithmetic, Result(arithmetic)), (arithmetic, score.Total / 100m));
        Assert.Equal(score.Total, score.Reasons.Sum(reason => reason.Hundredths));
        var by = scene.Energy.Stage == "mql" ? scene.Handoff.Gate : scene.Last.Cause;
        Assert.Equal(outcome, $"{scene.Energy.Stage} {by}");
    }

    private static string Told(Scene scene, string who)
    {
        var facts = who.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(fact => fact.Split('=')).ToDictionary(fact => fact[0], fact => fact[1]);
        scene.Company = scene.Company with { Kind = facts.GetValueOrDefault("kind", "prospect"), Industry = facts.GetValueOrDefault("industry", "logistics") };
        return facts.GetValueOrDefault("seniority", "manager");
    }

    // As in "7 webinar-attended@pweb-energie x2 by bob".
    private static int Do(Scene scene, string[] words, string seniority)
    {
        var (day, what) = (int.Parse(words[0], CultureInfo.InvariantCulture), words[1].Split('@'));
        var times = words.Skip(2).FirstOrDefault(word => word.StartsWith('x')) is { } many ? int.Parse(many[1..], CultureInfo.InvariantCulture) : 1;
        var person = words.Contains("by") ? words[^1] : "ann";
        for (var time = 0; time < times; time++)
            scene.Does(what[0], what.Length > 1 ? what[1] : "-", day, person, seniority, proposition: "energy");
        return day;
    }

    // What stands last: behind the equals sign, or behind the limit that it meets.
    private static decimal Result(string arithmetic) => decimal.Parse(arithmetic[(arithmetic.LastIndexOf(' ') + 1)..], CultureInfo.InvariantCulture);
}
