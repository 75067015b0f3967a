using Intake.Accounts;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Between any two calls to storage another instance may do all the rest of the work; the end is as if they had taken turns.</summary>
public sealed class OvertakenTests
{
    private static readonly Submission Other = Some.Whitepaper(2).By("piet@hoekstra-transport.example");

    [Fact]
    public Task The_same_submission_at_the_same_moment_counts_once() => AtEveryCallAsync([Some.Demo(1), Some.Demo(1)], pipeline =>
    {
        Assert.Single(pipeline.Records());
        Assert.Single(pipeline.Mails.Taken);
    });

    [Fact]
    public Task Two_new_persons_of_a_new_company_at_the_same_moment_are_both_there() => AtEveryCallAsync([Some.Demo(1), Other], pipeline =>
    {
        Assert.Equal(2, pipeline.Records().Count);
        Assert.Equal(2, pipeline.Storage.Rows(TableNames.Accounts).Count(row => row.RowKey.StartsWith("person:", StringComparison.Ordinal)));
        Assert.Single(pipeline.Mails.Taken);
    });

    [Fact]
    public Task One_person_twice_at_the_same_moment_is_one_person() => AtEveryCallAsync([Some.Demo(1), Some.Whitepaper(2)], pipeline =>
    {
        Assert.Equal(2, pipeline.Records().Count);
        Assert.Single(pipeline.Storage.Rows(TableNames.People));
        Assert.Single(pipeline.Mails.Taken);
    });

    [Fact]
    public Task Two_who_ask_about_the_same_at_the_same_moment_make_one_handoff_and_perhaps_one_update() =>
        AtEveryCallAsync([Some.Demo(1), Some.Demo(2).By("piet@hoekstra-transport.example")], pipeline =>
        {
            Assert.Equal(2, pipeline.Records().Count);
            Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("handoff:", StringComparison.Ordinal));
            Assert.InRange(pipeline.Mails.Taken.Count, 1, 2);
            Assert.Equal(pipeline.Mails.Taken.Count, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
        });

    private static async Task AtEveryCallAsync(Submission[] submissions, Action<Pipeline> check)
    {
        var (score, calls) = ((string?)null, int.MaxValue);
        for (var n = 0; n <= calls; n++)
        {
            using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
            foreach (var submission in submissions) await pipeline.SubmitAsync(submission);
            var made = await OvertakenAtAsync(pipeline, n);
            if (n == 0) calls = made;

            Assert.Empty(pipeline.Pump.Failures);
            check(pipeline);
            await AssertIndexAsync(pipeline);
            pipeline.AssertAtRest();
            var scores = await ScoresAsync(pipeline);
            Assert.Equal((n, score ??= scores), (n, scores));
        }
        Assert.InRange(calls, 20, 60);
    }

    /// <summary>Does everything; before the n-th call somebody else does all that can be done. Gives the number of calls.</summary>
    private static async Task<int> OvertakenAtAsync(Pipeline pipeline, int n)
    {
        var (left, mark) = (n, pipeline.Storage.Mark());
        pipeline.Storage.Pause = async (_, _) =>
        {
            if (--left != 0) return;
            await pipeline.DrainAsync();
            await pipeline.RunHandoffAsync();
        };
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        var made = pipeline.Storage.CountSince(mark);
        await pipeline.RunUntilAsync(Some.Now.AddDays(5));
        return made;
    }

    private static async Task<string> ScoresAsync(Pipeline pipeline) => string.Join(", ",
        Assert.Single(await pipeline.AccountsAsync()).State.Leads.Select(lead => $"{lead.Key} {lead.Value.Score!.Total} {lead.Value.Stage}"));

    // The list shows what the account holds, however the runs overtook each other.
    private static async Task AssertIndexAsync(Pipeline pipeline)
    {
        var leads = Assert.Single(await pipeline.AccountsAsync()).State.Leads;
        var rows = pipeline.Storage.Rows(TableNames.Leads).ToDictionary(row => AccountState.KeyOf(row.GetString("Proposition"), row.GetInt32("Round")!.Value));
        Assert.Equal(
            leads.Select(lead => (lead.Key, lead.Value.Stage, lead.Value.Score!.Total)),
            rows.OrderBy(row => row.Key, StringComparer.Ordinal).Select(row => (row.Key, row.Value.GetString("Stage"), row.Value.GetInt32("Score")!.Value)));
    }
}
