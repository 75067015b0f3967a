using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Simulation;
using Intake.Submissions;
using Intake.Tests.History;
using Intake.Tests.Playbooks;
using AnswerKinds = Intake.Stages.AnswerKinds;

namespace Intake.Tests.Simulation;

/// <summary>The rule that docs/playbook.md adds, tried on a summer of a made-up company: the picture in docs is what is drawn of it.</summary>
public sealed partial class PictureTests
{
    private const int Accounts = 120, Weeks = 14;

    private static readonly DateTimeOffset First = new(2026, 6, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly string[] Industries = ["care", "care", "care", "logistics", "manufacturing", "finance"];
    private static readonly (string Activity, string Content)[] Acts =
    [
        ("whitepaper-downloaded", "wp-laden-wagenpark"), ("whitepaper-downloaded", "wp-laden-wagenpark"), ("whitepaper-downloaded", "wp-laden-wagenpark"), ("whitepaper-requested", "wp-laden-wagenpark"), ("calculator-used", "calc-piekvermogen"),
        ("webinar-registered", "pweb-laadplein"), ("price-list-downloaded", "prijslijst-laden"), ("whitepaper-downloaded", "wp-netcongestie"),
    ];

    [Fact]
    public void The_rule_of_the_page_hands_hospitals_off_and_nobody_else()
    {
        var report = Report(Proposed());
        Assert.NotEmpty(report.Gained);
        Assert.Empty(report.Lost);
        Assert.All(report.Gained, lead => Assert.Equal("care", IndustryOf(int.Parse(lead.Lead.AsSpan(0, 32), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture))));
        Assert.Empty(Report(SamplePlaybook.Instance).Gained);
    }

    [Fact]
    public void The_picture_is_what_is_drawn()
    {
        var drawn = SimulationChart.Write(Report(Proposed()));
        // Left beside the tests, to be looked at and, if it is right, to be copied.
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "written-simulation.svg"), drawn);
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "docs", "simulation.svg")), drawn);
    }

    private static Playbook Proposed()
    {
        var rule = JsonNode.Parse(RuleOfThePage().Match(File.ReadAllText(Path.Combine(Repository.Root, "docs", "playbook.md"))).Groups[1].Value);
        return EditedPlaybook.With("scoring.json", scoring => scoring["rules"]!.AsArray().Insert(EditedPlaybook.IndexOf(scoring, "whitepaper-downloaded"), rule));
    }

    private static SimulationReport Report(Playbook playbook) => SimulationReport.Of(
        Enumerable.Range(0, Accounts).Select(number => AccountSimulation.Of(Lived(number).History, playbook, DateTimeOffset.MinValue, First.AddDays(7 * Weeks))),
        playbook, TeamFolder.Load(Path.Combine(SamplePlaybook.Directory, "sample", "team.json"), playbook.Routing), null, DateOnly.FromDateTime(First.AddDays(7 * Weeks).UtcDateTime));

    private static string IndustryOf(int number) => Industries[number % Industries.Length];

    // Always the same: its random numbers are of a fixed seed.
    private static Reality Lived(int number)
    {
        var (reality, random) = (new Reality(number.ToString("x32", CultureInfo.InvariantCulture), SamplePlaybook.Instance), new Random(number));
        var acts = Enumerable.Range(0, random.Next(1, 6)).Select(_ => (At: First.AddDays(random.Next(0, 7 * Weeks)).AddMinutes(random.Next(0, 540)), Act: Acts[random.Next(Acts.Length)], Person: random.Next(3)));
        foreach (var (index, (at, act, person)) in acts.OrderBy(act => act.At).Index().ToList())
        {
            reality.PassTo(at);
            foreach (var waiting in reality.Waiting.ToList()) reality.Answer(waiting, random.Next(4) > 0 ? AnswerKinds.Accept : AnswerKinds.Reject, random.Next(2) > 0 ? "no-timing" : "not-a-fit", at);
            reality.Take(Did((number * 100) + index, act, person, at, IndustryOf(number)), at);
        }
        reality.PassTo(First.AddDays(7 * Weeks));
        return reality;
    }

    private static EnrichedSubmission Did(int id, (string Activity, string Content) act, int person, DateTimeOffset at, string industry) => new()
    {
        Submission = new Submission
        {
            Id = id.ToString("x32", CultureInfo.InvariantCulture), Source = "test", Content = act.Content, Activity = act.Activity,
            OccurredAt = at, ReceivedAt = at, Contact = new Contact { Email = "a@b.example" }, Fingerprint = "",
        },
        PersonId = $"p{person}", AccountId = "", Email = new EmailTraits("b.example", "b.example", Freemail: false, Disposable: false, Role: false, Student: false),
        PersonFacts = Facts((FactNames.Function, "facility"), (FactNames.Seniority, "manager")), CompanyFacts = Facts((FactNames.Postcode, "8011")),
        Book = new Company { Id = "acme", Name = "Acme", Domains = ["b.example"], Kind = "prospect", Staff = 1200, Industry = industry, Country = "NL", Postcode = "8011 PK", LegalForm = "B.V." },
        Enrichers = [],
    };

    private static ImmutableSortedDictionary<string, string> Facts(params (string Name, string Value)[] facts) =>
        facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);

    [GeneratedRegex("```json rule\n(.*?),\n```", RegexOptions.Singleline)]
    private static partial Regex RuleOfThePage();
}
