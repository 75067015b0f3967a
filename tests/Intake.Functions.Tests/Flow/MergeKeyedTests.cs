using Intake.Accounts;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Count keyed minutes once after a merge.</summary>
public sealed class MergeKeyedTests
{
    private const string There = "piet@hoekstra-logistics.example";

    [Fact]
    public async Task Minutes_told_again_count_once_although_the_round_was_closed_before_the_merge()
    {
        // No merge: the webinar's minutes were counted in round 1, which sales closed; told better they count no more.
        var never = await MinutesAsync(merge: false);
        var merged = await MinutesAsync(merge: true);
       
        Assert.Equal(never, merged);
    }

    private static async Task<int> MinutesAsync(bool merge)
    {
        using var pipeline = await Merges.StartAsync([Some.Whitepaper(2) with { Proposition = "charging" }]);
        await pipeline.ProcessAsync(Webinar(1, 30, Some.Now));
        await pipeline.ProcessAsync((Some.Demo(5) with { ReceivedAt = Some.Now }).By(There));
        var account = await pipeline.AccountOfAsync(There);
        var handoff = Assert.Single((await pipeline.LoadAsync(account)).State.Handoffs.Values);
        var reason = pipeline.Playbook.Stages.Reasons.Values.First(each => each.Closes);
        await pipeline.OrderAsync(new AnswerCommand { Id = Keys.Id("answer", handoff.Id), Account = account, At = pipeline.Now, Handoff = handoff.Id, Answer = "reject", Reason = reason.Id, By = handoff.AccountManager! });
        await pipeline.DrainAsync();
        Assert.Contains((await pipeline.LoadAsync(account)).State.Leads.Values, lead => lead.Closed);
        if (merge) { await pipeline.MergePersonsAsync(There, Merges.Ingrid); await pipeline.DrainAsync(); }
        await pipeline.ProcessAsync(Webinar(6, 45, Some.Now.AddHours(1)));
        var person = pipeline.PersonOf(There);
        var total = 0;
        foreach (var each in await pipeline.AccountsAsync())
            foreach (var lead in each.State.Leads.Values)
                foreach (var (bucket, days) in lead.Persons.GetValueOrDefault(person, ActivityCounts.None).Buckets)
                    if (!bucket.Contains("demo", StringComparison.Ordinal)) total += days.Values.Sum();
        return total;
    }

    private static Submission Webinar(int number, int minutes, DateTimeOffset received) => Some.Activity(number, "webinar-attended", "pweb-energie").By(There) with
    {
        Proposition = "charging", AttendedMinutes = minutes, DurationMinutes = 60, ActivityKey = "webinar-1", ReceivedAt = received,
    };
}
