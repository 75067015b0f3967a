using System.Collections.Immutable;
using System.Xml.Linq;
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

/// <summary>The report on a small history, held against files.</summary>
public sealed class SimulationReportTests
{
    private static readonly DateTimeOffset Monday = new(2026, 9, 7, 8, 0, 0, TimeSpan.Zero);
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly Team Team = TeamFolder.Load(Path.Combine(SamplePlaybook.Directory, "sample", "team.json"), Playbook.Routing);

    // Lets a calculator alone pass, and nobody who fits no better than an industry that is none of ours.
    private static readonly Playbook Other = Gate(total: 50, interest: 15, fit: 85, "other");

    [Fact]
    public void Text_chart_and_document()
    {
        var report = Report(Other);

        (string File, string Text)[] written =
            [("report.txt", SimulationText.Write(report)), ("chart.svg", SimulationChart.Write(report)), ("report.json", SimulationJson.Write(report))];
        // Left beside the tests, to be compared and, if it is right, to be copied.
        foreach (var (file, text) in written) File.WriteAllText(Path.Combine(AppContext.BaseDirectory, "written-" + file), text);
        Assert.All(written, each => Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Intake.Tests", "Simulation", "Golden", each.File)), each.Text));
    }

    [Fact]
    public void The_chart_is_told_to_who_does_not_see_it()
    {
        var svg = XDocument.Parse(SimulationChart.Write(Report(Other))).Root!;

        var labels = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal(labels, svg.Elements().Where(element => element.Name.LocalName is "title" or "desc").Select(element => element.Attribute("id")!.Value));
        Assert.Contains("2026-W37: 2 made", svg.Elements().Single(element => element.Name.LocalName == "desc").Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_week_that_is_more_than_people_can_take_is_warned_of()
    {
        var limits = Other with { Agreement = Other.Agreement with { Limits = new HandoffLimits(HandoffsPerWeek: 1, ShareFromPercent: 10, ShareToPercent: 35, 10) } };
        var many = Enumerable.Range(0, 21).Select(number => Ready(number)).ToList();

        var report = SimulationReport.Of(many, limits, Team, null, new DateOnly(2026, 9, 30));

        Assert.Contains(new SimulationWarning(SimulationWarnings.TooMany, 21, 1, "2026-W37", "fenna"), report.Warnings);
        // Four a day, and Wednesdays off.
        Assert.Contains(new SimulationWarning(SimulationWarnings.AboveCapacity, 21, 16, "2026-W37", "fenna"), report.Warnings);
        Assert.Contains(new SimulationWarning(SimulationWarnings.ShareAbove, 1_000, 350), report.Warnings);
    }

    [Fact]
    public void Testers_and_the_erased_are_left_out_and_counted()
    {
        AccountOutcome[] outcomes = [Ready(1), Ready(2) with { IsTester = true }, new() { Account = "e", Erased = 3, Leads = 4, IsApproximate = true }];

        var report = SimulationReport.Of(outcomes, Other, Team, null, new DateOnly(2026, 9, 30));

        Assert.Equal((2, 5, 3, 1, 1, 200), (report.Accounts, report.Leads, report.Erased, report.Testers, report.Approximate, report.SharePerMille));
        Assert.Equal(1, report.Weeks.Sum(week => week.Would));
    }

    [Fact]
    public void The_best_threshold_parts_what_sales_took_from_what_it_refused()
    {
        RealHandoff[] did =
        [
            Answered(1, 7_000, AnswerKinds.Accept), Answered(2, 6_600, AnswerKinds.Accept), Answered(3, 6_499, AnswerKinds.Reject, "not-a-fit"),
            Answered(4, 6_100, AnswerKinds.Reject, "not-a-fit"), Answered(5, 9_000, AnswerKinds.Reject, "duplicate"), Answered(6, 9_000, AnswerKinds.Reject, "wrong-person"),
        ];
        var outcome = new AccountOutcome { Account = "a", Did = [.. did], Would = [Would(1), Would(3)], Leads = 6 };

        var quality = SimulationReport.Of([outcome], Playbook, Team, null, new DateOnly(2026, 9, 30)).Quality!;

        // Nearest to the 60 of the gate from which on both are taken and neither is refused: 65.
        Assert.Equal(new GateQuality(Accepted: 2, Refused: 2, AcceptedKept: 1, RefusedKept: 1, BestThreshold: 65, BestPerMille: 1_000), quality);
        Assert.Equal((500, 500), (quality.PrecisionPerMille, quality.RecallPerMille));
    }

    [Fact]
    public void Whoever_asked_passes_at_any_score_and_tells_nothing_of_the_threshold()
    {
        RealHandoff[] did =
        [
            Answered(1, 6_600, AnswerKinds.Accept), Answered(2, 6_200, AnswerKinds.Reject, "not-a-fit"),
            .. Enumerable.Range(3, 5).Select(number => Answered(number, 3_000, AnswerKinds.Accept) with { Asked = true }),
        ];
        var outcome = new AccountOutcome { Account = "a", Did = [.. did], Would = [Would(1)], Leads = 7 };

        var quality = SimulationReport.Of([outcome], Playbook, Team, null, new DateOnly(2026, 9, 30)).Quality!;

        Assert.Equal((6, 1, 63, 1_000), (quality.Accepted, quality.Refused, quality.BestThreshold, quality.BestPerMille));
    }

    [Fact]
    public void A_refusal_whose_reason_the_playbook_dropped_tells_nothing_of_quality()
    {
        var outcome = new AccountOutcome { Account = "a", Did = [Answered(1, 7_000, AnswerKinds.Accept), Answered(2, 9_000, AnswerKinds.Reject, "already-open")], Leads = 2 };

        Assert.Equal((1, 0), (SimulationReport.Of([outcome], Playbook, Team, null, new DateOnly(2026, 9, 30)).Quality is { } quality ? (quality.Accepted, quality.Refused) : default));
    }

    private static SimulationReport Report(Playbook playbook) => SimulationReport.Of(
        Histories().Select(reality => AccountSimulation.Of(reality.History, playbook, DateTimeOffset.MinValue, Monday.AddDays(60))), playbook, Team, null, new DateOnly(2026, 11, 5));

    private static IEnumerable<Reality> Histories()
    {
        var taken = Account('1');
        taken.Take(Did(1, "price-list-downloaded", "prijslijst-energie", 0), Monday);
        taken.PassTo(Monday.AddDays(1));
        taken.Answer(taken.Waiting.Single(), AnswerKinds.Accept, null, Monday.AddDays(1));
        yield return taken;

        var refused = Account('2');
        refused.Take(Did(2, "price-list-downloaded", "prijslijst-laden", 2, industry: "finance"), Monday.AddDays(2));
        refused.PassTo(Monday.AddDays(3));
        refused.Answer(refused.Waiting.Single(), AnswerKinds.Reject, "not-a-fit", Monday.AddDays(3));
        yield return refused;

        var overlooked = Account('3');
        overlooked.Take(Did(3, "calculator-used", "calc-piekvermogen", 8), Monday.AddDays(8));
        yield return overlooked;

        foreach (var reality in new[] { '4', '5' }.Select(Account))
        {
            reality.Take(Did(reality.Account[0], "whitepaper-requested", "wp-netcongestie", 9), Monday.AddDays(9));
            yield return reality;
        }
    }

    private static Reality Account(char digit) => new(new string(digit, 32), Playbook);

    private static EnrichedSubmission Did(int number, string activity, string content, int day, string industry = "logistics") => new()
    {
        Submission = new Submission
        {
            Id = number.ToString("x32", System.Globalization.CultureInfo.InvariantCulture), Source = "test", Content = content, Activity = activity,
            OccurredAt = Monday.AddDays(day), ReceivedAt = Monday.AddDays(day), Contact = new Contact { Email = "a@b.example" }, Fingerprint = "",
        },
        PersonId = "p", AccountId = "", Email = new EmailTraits("b.example", "b.example", Freemail: false, Disposable: false, Role: false, Student: false),
        PersonFacts = Facts((FactNames.Function, "facility"), (FactNames.Seniority, "director")), CompanyFacts = Facts((FactNames.Postcode, "8011")),
        Book = new Company { Id = "acme", Name = "Acme", Domains = ["b.example"], Kind = "prospect", Staff = 320, Industry = industry, Country = "NL", Postcode = "8011 PK", LegalForm = "B.V." },
        Enrichers = [],
    };

    private static ImmutableSortedDictionary<string, string> Facts(params (string Name, string Value)[] facts) =>
        facts.ToImmutableSortedDictionary(fact => fact.Name, fact => fact.Value, StringComparer.Ordinal);

    private static AccountOutcome Ready(int number) => new() { Account = $"account-{number}", Would = [Would(number)], Leads = 1 };

    private static SimulatedHandoff Would(int number) => new(
        $"lead-{number}", $"handoff-{number}", Monday.AddMinutes(number), "score", Asked: false, 6_500, new Trigger("s", "p", "a", "c", Monday),
        new RoutingInput { Handoff = $"handoff-{number}", Asked = false, Proposition = "energy", Owner = "fenna" }, null);

    private static RealHandoff Answered(int number, int score, string kind, string? reason = null) => new(
        $"lead-{number}", $"real-{number}", Monday, "score", "fenna", score, new Answer(kind, Monday.AddDays(1), "fenna", reason));

    private static Playbook Gate(int total, int interest, int fit, string version) => Playbook with
    {
        Version = version,
        Stages = Playbook.Stages with { Gates = Playbook.Stages.Gates with { Prospects = Playbook.Stages.Gates.Prospects with { Total = total, Interest = interest, Fit = fit } } },
    };
}
