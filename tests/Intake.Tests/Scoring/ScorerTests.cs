using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Scoring;

public class ScorerTests
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly DateOnly Day = new(2026, 9, 24);

    [Fact]
    public void Unknown_facts_count_a_neutral_value_and_say_so()
    {
        var score = Score(Of("energy", ("p", "price-list-downloaded|prijslijst-energie", Day, 1)));

        Assert.Equal(["fit:staff:unknown", "fit:industry:unknown", "fit:country:unknown", "fit:function:unknown", "fit:seniority:unknown", "value:staff:unknown"],
            score.Reasons.Where(reason => reason.Unknown).Select(reason => reason.Rule));
        Assert.Equal((40 * 100, 35 * 100), (score.Fit, score.Value));
    }

    [Fact]
    public void The_same_content_counts_once_in_thirty_days()
    {
        var twice = Score(Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day.AddDays(-29), 1), ("p", "whitepaper-downloaded|wp-netcongestie", Day, 3)));
        var later = Score(Of("energy", ("p", "whitepaper-downloaded|wp-netcongestie", Day.AddDays(-30), 1), ("p", "whitepaper-downloaded|wp-netcongestie", Day, 1)));

        Assert.Equal(614, twice.Interest);
        Assert.Equal(1200 + 600, later.Interest);
    }

    [Fact]
    public void A_cap_is_a_reason_of_its_own()
    {
        var score = Score(Of("energy", ("p", "demo-requested|demo", Day, 1), ("p", "price-list-downloaded|prijslijst-energie", Day, 1)));

        Assert.Equal(6000, score.Interest);
        Assert.Equal(-1200, score.Reasons.Single(reason => reason.Rule == "cap:person").Hundredths);
        Assert.Equal(2400, score.Reasons.Single(reason => reason.Rule == "demo-requested").Hundredths);
    }

    [Fact]
    public void Interest_never_falls_below_nothing()
    {
        var score = Score(Of("energy", ("p", "unsubscribed|-", Day, 1)));

        Assert.Equal(0, score.Interest);
        Assert.Equal([-600, 600], score.Reasons.Where(reason => reason.Component == "interest").Select(reason => reason.Hundredths));
    }

    [Fact]
    public void Breadth_is_for_further_persons_with_ten_points_and_ends_at_eighteen()
    {
        var few = Score(Of("energy", ("a", "calculator-used|calc-piekvermogen", Day, 1), ("b", "page-viewed|blog-netcongestie", Day, 1)));
        var many = Score(Of("energy", [.. "abcdef".Select(person => (person.ToString(), "whitepaper-downloaded|wp-netcongestie", Day, 1))]));

        Assert.Equal(2100, few.Interest);
        Assert.Equal((6 * 1200) + 1800, many.Interest);
    }

    [Fact]
    public void A_role_address_is_no_person_of_the_buying_group_but_what_it_did_counts()
    {
        var lead = Of("energy", ("a", "calculator-used|calc-piekvermogen", Day, 1), ("info", "calculator-used|calc-piekvermogen", Day, 1));
        var account = Account() with { Members = Members("info", new Member { Role = true, Function = "facility", Seniority = "owner" }) };

        var score = Scorer.Score(account, lead, Playbook, Day);

        Assert.Equal(4000, score.Interest);
        Assert.Contains(score.Reasons, reason => reason.Rule == "fit:function:unknown");
    }

    [Fact]
    public void What_a_person_outside_the_buying_group_did_does_not_count_but_what_one_who_left_did_does()
    {
        var lead = Of("energy", ("a", "calculator-used|calc-piekvermogen", Day, 1));

        Assert.Equal(0, Scorer.Score(Account() with { Members = Members("a", new Member { Outside = true }) }, lead, Playbook, Day).Interest);
        Assert.Equal(2000, Scorer.Score(Account() with { Members = Members("a", new Member { Left = true }) }, lead, Playbook, Day).Interest);
    }

    [Fact]
    public void Beyond_the_horizon_nothing_counts_and_the_future_is_not_seen()
    {
        var lead = Of("energy", ("a", "calculator-used|calc-piekvermogen", Day, 1));

        Assert.Equal(0, Scorer.Score(Account(), lead, Playbook, Day.AddDays(401)).Interest);
        Assert.Equal(0, Scorer.Score(Account(), lead, Playbook, Day.AddDays(-1)).Interest);
    }

    [Theory]
    [InlineData(0, "decision")]
    [InlineData(44, "decision")]
    [InlineData(45, "awareness")]
    [InlineData(179, "awareness")]
    [InlineData(180, null)]
    public void A_phase_stands_for_its_days_and_gives_way_to_the_next_one(int days, string? phase)
    {
        var score = Scorer.Score(Account(), Of("energy",
            ("a", "price-list-downloaded|prijslijst-energie", Day, 1), ("a", "whitepaper-downloaded|wp-netcongestie", Day, 1)), Playbook, Day.AddDays(days));

        Assert.Equal(phase, score.PhaseName);
        var reason = score.Reasons.SingleOrDefault(reason => reason.Component == "phase");
        Assert.Equal(phase is null ? null : Day.AddDays(phase == "decision" ? 45 : 180), reason?.Expires);
    }

    [Fact]
    public void A_stated_proposition_takes_it_all_where_the_share_would_say_less()
    {
        var shared = Score(Of("charging", ("a", "webinar-attended|web-vol-stroomnet", Day, 1)));
        var stated = Score(Of("charging", ("a", "webinar-attended|web-vol-stroomnet|stated", Day, 1)));

        Assert.Equal((450, 1500), (shared.Interest, stated.Interest));
    }

    [Theory]
    [InlineData("50-249", 50)]
    [InlineData("1000+", 1000)]
    [InlineData("< 10", 9)]
    [InlineData("many", null)]
    public void A_number_of_staff_is_read_from_what_people_write(string text, int? number) => Assert.Equal(number, CompanyFacts.Number(text));

    [Fact]
    public void Every_reason_has_a_name_in_each_language()
    {
        var scoring = Playbook.Scoring;
        string[] reasons =
        [
            .. scoring.Rules.Select(rule => rule.Id), .. scoring.Rules.Select(rule => "cap:rule:" + rule.Id), .. scoring.Groups.Select(group => "cap:group:" + group.Id),
            "cap:person", "cap:interest", "cap:fit", "cap:value", "breadth", .. scoring.Phases.Select(phase => "phase:" + phase.Id),
            .. scoring.Fit.Tables.SelectMany(table => new[] { "fit:" + table.Id, $"fit:{table.Id}:unknown" }), "fit:freemail",
            "value:staff", "value:staff:unknown", "value:customer", "value:sites",
        ];

        Assert.All(reasons, reason => Assert.Equal(["de", "en", "nl"], scoring.LabelOf(reason)!.Texts.Keys));
    }

    [Fact]
    public void An_agent_is_a_contact_and_none_of_the_companys_own_people()
    {
        var lead = Of("energy", ("own", "whitepaper-downloaded|wp-netcongestie", Day, 1), ("agent", "price-list-downloaded|prijslijst-energie", Day, 1));
        var own = Members("own", new Member { Seniority = "specialist" });
        Account With(bool agent) => Account() with { Members = own.SetItem("agent", new Member { Seniority = "owner", Function = "finance", Agent = agent, Known = Facts.None.Merge([new("country", "NL")], default, "s") }) };

        var (colleague, agent) = (Scorer.Score(With(false), lead, Playbook, Day), Scorer.Score(With(true), lead, Playbook, Day));

        Assert.Equal((4800, 4200), (colleague.Interest, agent.Interest)); // no breadth of the buying group
        Assert.Contains(colleague.Reasons, reason => reason.Rule == "fit:function");
        Assert.Contains(agent.Reasons, reason => reason.Rule == "fit:function:unknown");
        Assert.Contains(agent.Reasons, reason => reason.Rule == "fit:country:unknown"); // theirs, not the company's
    }

    internal static Lead Of(string proposition, params ReadOnlySpan<(string Person, string Bucket, DateOnly Day, int Count)> done)
    {
        var at = new DateTimeOffset(Day, default, TimeSpan.Zero);
        var lead = new Lead { Proposition = proposition, Round = 1, Stage = "unqualified", StageSince = at, FirstAt = at, NewestAt = at };
        foreach (var (person, bucket, day, count) in done)
            lead = lead with { Persons = lead.Persons.SetItem(person, lead.Persons.GetValueOrDefault(person, ActivityCounts.None).Add(bucket, day, count)) };
        return lead;
    }

    private static Account Account() => new() { Id = "a", IsCompany = true };

    private static ImmutableSortedDictionary<string, Member> Members(string person, Member member) =>
        ImmutableSortedDictionary.Create<string, Member>(StringComparer.Ordinal).Add(person, member);

    private static Score Score(Lead lead) => Scorer.Score(Account(), lead, Playbook, Day);
}
