using System.Globalization;
using System.Text.Json;
using CsCheck;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Tests.Scoring;

/// <summary>What must hold of any valid playbook and any history.</summary>
public class RandomPlaybookProperties
{
    private const int Times = 150;
    private static readonly DateOnly First = DateOnly.FromDateTime(Histories.Start.UtcDateTime);
    private static readonly Gen<(int Seed, EnrichedSubmission[] History, int Day)> Any = Gen.Select(RandomPlaybooks.Seed, Histories.Any, Gen.Int[0, 700]);

    [Fact]
    public void Order_and_repetition_do_not_matter() => Any.Sample(any =>
    {
        var (playbook, again) = (RandomPlaybooks.Read(any.Seed), any.History.Concat(any.History).ToArray());
        new Random(any.Seed).Shuffle(again);
        Assert.Equal(Scores(any.History, playbook, any.Seed, any.Day), Scores(Histories.Once(again), playbook, any.Seed, any.Day));
    }, iter: Times);

    [Fact]
    public void A_playbook_that_is_read_again_gives_the_same_bytes() => Any.Sample(any =>
        Assert.Equal(
            Scores(any.History, RandomPlaybooks.Read(any.Seed), any.Seed, any.Day), Scores(any.History, RandomPlaybooks.Read(any.Seed), any.Seed, any.Day)),
        iter: Times);

    [Fact]
    public void The_reasons_add_up_to_the_hundredth_and_the_total_is_the_weighted_components() => Each((playbook, state, lead, day) =>
    {
        var (score, weights) = (Scorer.Score(state.Account, lead, playbook, day), playbook.Scoring.Weights);
        Assert.Equal(score.Total, score.Reasons.Sum(reason => reason.Hundredths));
        Assert.All([score.Total, score.Interest, score.Phase, score.Fit, score.Value], part => Assert.InRange(part, 0, 10_000));
        var exact = (score.Interest * weights.Interest) + (score.Phase * weights.Phase) + (score.Fit * weights.Fit) + (score.Value * weights.Value);
        Assert.Equal((exact + 50) / 100, score.Total);
    });

    [Fact]
    public void With_no_new_activity_positive_interest_never_rises() => Each((playbook, state, lead, day) =>
    {
        var sheet = ScoreSheet.Of(state.Account, lead, playbook);
        var positive = Only(sheet, line => line.Factor > 0);
        // From here on nothing happens any more.
        day = sheet.Days.Length == 0 || day.DayNumber > sheet.Days.Max(done => done.Day) ? day : DateOnly.FromDayNumber(sheet.Days.Max(done => done.Day));
        var before = InterestOf(positive, day);
        for (var ahead = 1; ahead <= 420; ahead += 1 + (ahead / 20))
        {
            var now = InterestOf(positive, day.AddDays(ahead));
            Assert.True(now <= before, $"{now} after {before}, {ahead} days ahead");
            before = now;
        }
    });

    [Fact]
    public void Caps_per_day_rule_group_and_person_hold() => Each((playbook, state, lead, day) =>
    {
        var (sheet, scoring) = (ScoreSheet.Of(state.Account, lead, playbook), playbook.Scoring);
        foreach (var line in sheet.Lines)
        {
            var rule = scoring.Rules[line.Rule];
            var counted = Enumerable.Range(line.Start, line.End - line.Start).Where(index => sheet.Days[index].Count > 0).ToList();
            Assert.All(counted, index => Assert.InRange(sheet.Days[index].Count, 1, rule.PerDay));
            Assert.All(counted.Zip(counted.Skip(1)), pair => Assert.True(sheet.Days[pair.Second].Day - sheet.Days[pair.First].Day >= rule.OnceDays));
        }
        foreach (var person in sheet.Lines.GroupBy(line => line.Person))
        {
            Holds(sheet, line => line.Person == person.Key, scoring.PersonCap, day);
            foreach (var rule in person.Select(line => line.Rule).Distinct().Where(rule => scoring.Rules[rule].Points > 0))
                Holds(sheet, line => line.Person == person.Key && line.Rule == rule, scoring.Rules[rule].Cap, day);
            foreach (var group in scoring.Groups.Where(group => group.Cap is not null))
                Holds(sheet, line => line.Person == person.Key && scoring.Rules[line.Rule].Group == group.Id, group.Cap!.Value, day);
        }
    });

    [Fact]
    public void A_reason_is_gone_on_the_day_that_it_names_and_not_before() => Each((playbook, state, lead, day) =>
    {
        // The future is not known on that day.
        var sheet = ScoreSheet.Of(state.Account, Until(lead, day), playbook);
        foreach (var reason in Scorer.Score(sheet, day).Reasons.Where(reason => reason.Expires is not null))
        {
            var (last, gone) = (reason.Expires!.Value.AddDays(-1), reason.Expires.Value);
            Assert.True(last >= day, $"{reason} is over on {day}");
            Assert.True(Counts(sheet, reason, last), $"{reason} ended sooner");
            for (var ahead = 0; ahead < 400; ahead += 1 + ahead) Assert.False(Counts(sheet, reason, gone.AddDays(ahead)), $"{reason} did not end");
        }
    });

    [Fact]
    public void What_adds_points_and_fades_names_its_day() => Each((playbook, state, lead, day) =>
    {
        var rules = playbook.Scoring.Rules.Select(rule => rule.Id).ToHashSet();
        foreach (var reason in Scorer.Score(state.Account, lead, playbook, day).Reasons)
            Assert.Equal(reason.Component == Components.Phase || rules.Contains(reason.Rule), reason.Expires is not null);
    });

    [Fact]
    public void Facts_that_nobody_told_are_named() => Each((playbook, state, lead, day) =>
    {
        var named = Scorer.Score(state.Account, lead, playbook, day).Reasons.Where(reason => reason.Unknown).Select(reason => reason.Rule).ToHashSet();
        bool IsUnknown(string fact) => state.Account.OfCompany(fact) is not { } told || (fact == FactNames.Staff && CompanyFacts.Number(told) is null);
        Assert.Equal(IsUnknown(FactNames.Staff), named.Contains("fit:staff:unknown"));
        Assert.Equal(IsUnknown(FactNames.Staff), named.Contains("value:staff:unknown"));
        Assert.Equal(IsUnknown(FactNames.Industry), named.Contains("fit:industry:unknown"));
        if (state.Account.Members.Values.All(member => member.Function is null)) Assert.Contains("fit:function:unknown", named);
        if (state.Account.Members.Values.All(member => member.Seniority is null)) Assert.Contains("fit:seniority:unknown", named);
    });

    private static void Each(Action<Playbook, AccountState, Lead, DateOnly> holds) => Any.Sample(any =>
    {
        var playbook = RandomPlaybooks.Read(any.Seed);
        var state = RandomPlaybooks.Known(Histories.Fold(any.History, playbook), any.Seed);
        foreach (var lead in state.Leads.Values) holds(playbook, state, lead, First.AddDays(any.Day));
    }, iter: Times);

    private static bool Counts(ScoreSheet sheet, Reason reason, DateOnly day)
    {
        if (reason.Component == Components.Phase) return "phase:" + Scorer.Score(sheet, day).PhaseName == reason.Rule;
        Span<int> points = new int[sheet.Templates.Length], gone = new int[sheet.Templates.Length];
        Interest.Count(sheet, day.DayNumber, points, gone);
        return points[Array.FindIndex(sheet.Templates, template => (template.Rule, template.Content) == (reason.Rule, reason.Content))] != 0;
    }

    private static void Holds(ScoreSheet sheet, Func<Line, bool> which, int cap, DateOnly day) => Assert.InRange(InterestOf(Only(sheet, which), day), 0, cap * 100);

    private static int InterestOf(ScoreSheet sheet, DateOnly day) => Interest.Count(sheet, day.DayNumber, new int[sheet.Templates.Length], new int[sheet.Templates.Length]);

    private static Lead Until(Lead lead, DateOnly day)
    {
        foreach (var (person, counts) in lead.Persons)
        {
            var buckets = counts.Buckets;
            foreach (var (key, days) in buckets) buckets = buckets.SetItem(key, days.RemoveRange(days.Keys.Where(each => each > day.DayNumber)));
            lead = lead with { Persons = lead.Persons.SetItem(person, counts with { Buckets = buckets }) };
        }
        return lead;
    }

    private static ScoreSheet Only(ScoreSheet sheet, Func<Line, bool> which) => new()
    {
        Lines = [.. sheet.Lines.Where(which)], Days = sheet.Days, Templates = sheet.Templates, Places = sheet.Places, Facts = sheet.Facts, FactSums = sheet.FactSums,
        Known = sheet.Known, Rules = sheet.Rules,
    };

    private static string Scores(IEnumerable<EnrichedSubmission> history, Playbook playbook, int seed, int day)
    {
        var state = RandomPlaybooks.Known(Histories.Fold(history, playbook), seed);
        return JsonSerializer.Serialize(state.Leads.Select(lead => new { lead.Key, Score = Scorer.Score(state.Account, lead.Value, playbook, First.AddDays(day)) }));
    }
}
