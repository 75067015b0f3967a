using CsCheck;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Simulation;
using Intake.Tests.History;
using Intake.Tests.Playbooks;

namespace Intake.Tests.Simulation;

public sealed class SimulationProperties
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly DateTimeOffset End = Realities.End.AddTicks(1);

    private static readonly Playbook Lower = Playbook with
    {
        Version = "lower",
        Stages = Playbook.Stages with { Gates = Playbook.Stages.Gates with { Prospects = Playbook.Stages.Gates.Prospects with { Total = 45 } } },
    };

    private static Team Team { get; } = TeamFolder.Load(Path.Combine(SamplePlaybook.Directory, "sample", "team.json"), Playbook.Routing);

    [Fact]
    public void The_playbook_in_force_would_have_done_what_was_done() =>
        Several.Sample(realities =>
        {
            var report = Report(realities, Playbook);

            Assert.All(report.Weeks, week => Assert.Equal(week.Did, week.Would));
            Assert.Empty(report.Gained);
            Assert.Empty(report.Lost);
            Assert.Equal(realities.Sum(reality => reality.History.Handoffs.Values.Count(handoff => handoff.State != Intake.Accounts.HandoffState.Withdrawn)), report.Weeks.Sum(week => week.Did));
            if (report.Quality is { } quality) Assert.Equal((quality.Accepted, quality.Refused), (quality.AcceptedKept, quality.RefusedKept));
        }, iter: 20);

    [Fact]
    public void The_same_histories_give_the_same_report_byte_for_byte_in_any_order() =>
        Gen.Select(Several, Gen.Int).Sample((realities, seed) =>
        {
            var other = realities.ToArray();
            new Random(seed).Shuffle(other);

            Assert.Equal(Written(Report(realities, Lower)), Written(Report(other, Lower)));
        }, iter: 20);

    [Fact]
    public void Who_gains_was_not_handed_off_and_who_loses_would_not_be() =>
        Several.Sample(realities =>
        {
            var outcomes = Outcomes(realities, Lower);
            var report = SimulationReport.Of(outcomes, Lower, Team, null, DateOnly.FromDateTime(End.UtcDateTime));
            var (did, would) = (outcomes.SelectMany(one => one.Did.Select(made => made.Lead)).ToHashSet(), outcomes.SelectMany(one => one.Would.Select(made => made.Lead)).ToHashSet());

            Assert.Equal(would.Except(did).Order(), report.Gained.Select(lead => lead.Lead).Order());
            Assert.Equal(did.Except(would).Order(), report.Lost.Select(lead => lead.Lead).Order());
            Assert.Equal((did.Count == 0, would.Count == 0), (report.Weeks.All(week => week.Did == 0), report.Weeks.All(week => week.Would == 0)));
        }, iter: 20);

    private static Gen<Reality[]> Several { get; } = Realities.Any.Array[1, 4].Select(all => all.DistinctBy(reality => reality.Account).ToArray());

    private static SimulationReport Report(IEnumerable<Reality> realities, Playbook playbook) =>
        SimulationReport.Of(Outcomes(realities, playbook), playbook, Team, null, DateOnly.FromDateTime(End.UtcDateTime));

    private static List<AccountOutcome> Outcomes(IEnumerable<Reality> realities, Playbook playbook) =>
        [.. realities.Select(reality => AccountSimulation.Of(reality.History, playbook, DateTimeOffset.MinValue, End))];

    private static string Written(SimulationReport report) =>
        SimulationText.Write(report) + SimulationChart.Write(report) + SimulationJson.Write(report);
}
