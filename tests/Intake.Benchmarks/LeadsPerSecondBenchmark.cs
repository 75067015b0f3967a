using System.Globalization;
using BenchmarkDotNet.Attributes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Benchmarks;

/// <summary>Ten thousand different leads that have been read, as a rescoring or a simulation meets them. The budget is a million a second on one core.</summary>
[MemoryDiagnoser]
[MinColumn] // what the code takes on a machine that does other things too
public class LeadsPerSecondBenchmark
{
    private const int Leads = 10_000;
    private static readonly DateOnly Day = new(2026, 9, 24);
    private static readonly string?[] Seniorities = [null, "manager", "owner", "specialist", "director"];
    private static readonly string?[] Functions = [null, "facility", "it", "finance", "legal"];
    private static readonly string?[] Industries = [null, "logistics", "care", "retail"];
    private ScoreSheet[] sheets = [];

    /// <summary>Makes the leads: one to four persons with one to six activities each.</summary>
    [GlobalSetup]
    public void Setup()
    {
        var playbook = PlaybookFolder.Load(ScoringBenchmark.Playbook);
        var random = new Random(20260924);
        sheets = [.. Enumerable.Range(0, Leads).Select(_ => Sheet(playbook, random))];
    }

    /// <summary>All of them on one day; the time is that of one lead.</summary>
    [Benchmark(OperationsPerInvoke = Leads)]
    public long ScoreAll()
    {
        long total = 0;
        foreach (var sheet in sheets) total += Scorer.Score(sheet, Day).Total;
        return total;
    }

    private static ScoreSheet Sheet(Playbook playbook, Random random)
    {
        var at = new DateTimeOffset(Day, default, TimeSpan.Zero);
        var account = new Account
        {
            Id = "a", IsCompany = true,
            Book = random.Next(3) == 0 ? null : new Company
            {
                Id = "a", Name = "A", Domains = [], Kind = "prospect", Staff = random.Next(2000), Sites = random.Next(6), Industry = Pick(Industries, random), Country = "NL",
            },
        };
        var lead = new Lead { Proposition = "energy", Round = 1, Stage = "unqualified", StageSince = at, FirstAt = at, NewestAt = at };
        string[] content = [.. playbook.Content.Values.Where(item => item.Shares.ContainsKey(lead.Proposition)).Select(item => item.Id).Order(StringComparer.Ordinal)];
        for (var person = random.Next(1, 5); person > 0; person--)
        {
            var (id, counts) = (person.ToString(CultureInfo.InvariantCulture), ActivityCounts.None);
            for (var activity = random.Next(1, 7); activity > 0; activity--)
                counts = counts.Add($"{Pick(playbook.Scoring.Rules.AsSpan(), random).Id}|{Pick(content, random)}", Day.AddDays(-random.Next(200)), 1);
            lead = lead with { Persons = lead.Persons.SetItem(id, counts) };
            account = account with { Members = account.Members.SetItem(id, new Member { Seniority = Pick(Seniorities, random), Function = Pick(Functions, random) }) };
        }
        return ScoreSheet.Of(account, lead, playbook);
    }

    private static T Pick<T>(ReadOnlySpan<T> all, Random random) => all[random.Next(all.Length)];
}
