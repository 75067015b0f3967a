using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Benchmarks;

/// <summary>One lead by the sample's rules, explained: two persons, five activities. The budget is 0.5 µs, and no allocation beyond the score and its reasons.</summary>
[MemoryDiagnoser]
public class ScoringBenchmark
{
    private static readonly DateOnly Day = new(2026, 9, 24);
    private Intake.Playbooks.Playbook playbook = null!;
    private Account account = null!;
    private Lead lead = null!;
    private ScoreSheet sheet = null!;

    /// <summary>Reads the sample playbook and makes a lead.</summary>
    [GlobalSetup]
    public void Setup()
    {
        playbook = PlaybookFolder.Load(Playbook);
        account = new Account
        {
            Id = "a", IsCompany = true,
            Book = new Company { Id = "a", Name = "A", Domains = ["a.example"], Kind = "prospect", Staff = 320, Industry = "logistics", Country = "NL" },
        };
        account = account with { Members = account.Members.SetItem("p", new Member { Function = "facility", Seniority = "manager" }).SetItem("q", new Member()) };
        var at = new DateTimeOffset(Day, default, TimeSpan.Zero);
        lead = new Lead { Proposition = "energy", Round = 1, Stage = "unqualified", StageSince = at, FirstAt = at, NewestAt = at };
        lead = lead with
        {
            Persons = lead.Persons
                .SetItem("p", ActivityCounts.None
                    .Add("whitepaper-requested|wp-netcongestie", Day.AddDays(-21), 1).Add("whitepaper-downloaded|wp-netcongestie", Day.AddDays(-21), 1)
                    .Add("product-webinar-registered|pweb-energie", Day.AddDays(-9), 1).Add("product-webinar-attended|pweb-energie", Day, 1))
                .SetItem("q", ActivityCounts.None.Add("calculator-used|calc-piekvermogen", Day.AddDays(-2), 1)),
        };
        sheet = ScoreSheet.Of(account, lead, playbook);
    }

    /// <summary>The score of a day, from a lead that has been read.</summary>
    [Benchmark(Baseline = true)]
    public Score Score() => Scorer.Score(sheet, Day);

    /// <summary>The same with reading the lead's counts and facts first, as a submission needs it.</summary>
    [Benchmark]
    public Score ReadAndScore() => Scorer.Score(account, lead, playbook, Day);

    /// <summary>What has to be allocated: a score with its reasons.</summary>
    [Benchmark]
    public Score OnlyTheReasons()
    {
        var reasons = new Reason[13];
        for (var index = 0; index < reasons.Length; index++) reasons[index] = new Reason("rule", Components.Interest, index);
        return new Score(1, 2, 3, 4, 5, null, System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(reasons), Day, "v");
    }

    /// <summary>Folder of the sample playbook.</summary>
    internal static string Playbook { get; } = Path.Combine(Path.GetDirectoryName(SourceFile())!, "..", "..", "functions", "playbook");

    private static string SourceFile([CallerFilePath] string path = "") => path;
}
