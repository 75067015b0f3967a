using System.Globalization;
using CsCheck;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Tests.Playbooks;
using Intake.Tests.Scoring;

namespace Intake.Tests.History;

/// <summary>Random accounts that sales answers about, of which people leave and the account book learns.</summary>
internal static class Realities
{
    private static readonly Playbook Playbook = SamplePlaybook.Instance;
    private static readonly string[] Reasons = [.. Playbook.Stages.Refusals.Select(reason => reason.Id)];

    public static DateTimeOffset End { get; } = Histories.Start.AddDays(420);

    public static Gen<Reality> Any { get; } = Gen.Select(Histories.Any, Gen.Int, (history, seed) => Live(history, new Random(seed)));

    /// <summary>A submission under a key, as webinars have it: the newest counts.</summary>
    public static EnrichedSubmission Keyed(EnrichedSubmission one) => one.Submission.Activity.StartsWith("webinar", StringComparison.Ordinal)
        ? one with { Submission = one.Submission with { ActivityKey = one.Submission.Content } } : one;

    private static Reality Live(EnrichedSubmission[] history, Random random)
    {
        var reality = new Reality(random.NextInt64().ToString("x16", CultureInfo.InvariantCulture) + new string('0', 16), Playbook);
        foreach (var one in history.OrderBy(one => one.Submission.ReceivedAt).Select(Keyed))
        {
            var at = reality.Now > one.Submission.ReceivedAt ? reality.Now : one.Submission.ReceivedAt;
            reality.Take(Late(one, random), at.AddSeconds(random.Next(120)));
            if (random.Next(2) == 0) Answer(reality, random);
            if (random.Next(2) == 0) Move(reality, random);
            if (random.Next(12) == 0) reality.Leave(one.PersonId, reality.Now.AddHours(random.Next(48)));
            if (random.Next(8) == 0) reality.Read(Book(random), reality.Now.AddHours(random.Next(48)));
        }
        reality.PassTo(End);
        return reality;
    }

    private static void Answer(Reality reality, Random random)
    {
        reality.PassTo(reality.Now.AddHours(random.Next(1, 100)));
        if (reality.Waiting.FirstOrDefault() is not { } handoff) return;
        var accepts = random.Next(3) == 0;
        var until = DateOnly.FromDateTime(reality.Now.UtcDateTime).AddDays(random.Next(1, 60));
        reality.Answer(handoff, accepts ? AnswerKinds.Accept : AnswerKinds.Reject, accepts ? null : Reasons[random.Next(Reasons.Length)], reality.Now, until);
    }

    // Onwards, back with a reason, or to the end: whatever the agreement allows.
    private static void Move(Reality reality, Random random)
    {
        var taken = reality.State!.Leads.Values.Where(lead => Playbook.Stages.Find(lead.Stage).Role is Role.Accepted or Role.Qualified or Role.Deal).ToList();
        if (taken.Count == 0) return;
        var stages = Playbook.Stages.Stages;
        var reason = random.Next(2) == 0 ? null : Playbook.Stages.ReasonOrder[random.Next(Playbook.Stages.ReasonOrder.Length)];
        reality.Move(taken[random.Next(taken.Count)], stages[random.Next(stages.Length)].Id, reason, reality.Now.AddHours(random.Next(1, 100)));
    }

    // Some tell late what was done before.
    private static EnrichedSubmission Late(EnrichedSubmission one, Random random) => one with
    {
        Submission = one.Submission with { OccurredAt = one.Submission.ReceivedAt.AddHours(-(random.Next(4) == 0 ? random.Next(300) : 0)) },
    };

    private static Company Book(Random random) => new()
    {
        Id = "acme", Name = "Acme", Domains = ["b.example"], Kind = random.Next(4) == 0 ? "customer" : "prospect", Staff = random.Next(5, 2_000),
        Industry = random.Next(2) == 0 ? "logistics" : "care", Country = "NL",
    };
}
