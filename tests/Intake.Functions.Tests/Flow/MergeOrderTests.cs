using Intake.Accounts;
using Intake.Merging;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Whatever comes in whatever order, and wherever a run dies: the same profile, each point once.</summary>
public sealed class MergeOrderTests(ITestOutputHelper output)
{
    private const string There = "piet@hoekstra-logistics.example";

    private static readonly Submission First = Some.Whitepaper(1, Some.Now.AddDays(-30)).By(There) with { ReceivedAt = Some.Now.AddDays(-30) };
    private static readonly Submission Second = Some.Whitepaper(2, Some.Now.AddDays(-20));

    // The newer of two facts, told late; an older one, told late; a repeat of what was taken in long before.
    private static readonly Submission LateThere = Told(Some.Activity(3, "calculator-used", "calc-piekvermogen", Some.Now.AddDays(-25)).By(There), "90", "Director");
    private static readonly Submission LateHere = Told(Some.Activity(4, "email-clicked", "wp-netcongestie", Some.Now.AddDays(-26)), "700", "Clerk");

    [Fact]
    public async Task Persons_merge_and_undo_a_changed_book_and_late_messages_in_every_order() =>
        await EveryOrderAsync(pipeline => pipeline.MergePersonsAsync(There, Merges.Ingrid));

    [Fact]
    public async Task Accounts_merge_and_undo_a_changed_book_and_late_messages_in_every_order() =>
        await EveryOrderAsync(pipeline => pipeline.MergeAccountsAsync(There, Merges.Ingrid));

    [Fact]
    public async Task Wherever_a_merge_fails_or_dies_it_ends_the_same()
    {
        using var whole = await StartAsync();
        await whole.MergeAccountsAsync(There, Merges.Ingrid);
        await whole.DrainAsync();
        var expected = await whole.PictureAsync();
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await StartAsync();
                await pipeline.MergeAccountsAsync(There, Merges.Ingrid);
                return pipeline;
            },
            (pipeline, struck) => AssertSame(expected, pipeline, struck));
        output.WriteLine($"{calls} calls");
    }

    [Fact]
    public async Task Wherever_an_undoing_fails_or_dies_it_ends_the_same()
    {
        using var never = await StartAsync();
        var expected = await never.PictureAsync();
        var calls = await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await StartAsync();
                var merge = await pipeline.MergePersonsAsync(There, Merges.Ingrid);
                await pipeline.DrainAsync();
                await pipeline.UndoAsync(merge);
                return pipeline;
            },
            (pipeline, struck) => AssertSame(expected, pipeline, struck));
        output.WriteLine($"{calls} calls");
    }

    [Fact]
    public async Task Two_hundred_and_fifty_submissions_and_persons_move_in_transactions_of_at_most_ninety()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync("many", [.. Enumerable.Range(100, 250).Select(n => Some.Whitepaper(n).By($"p{n % 110}@hoekstra-logistics.example") with { ReceivedAt = Some.Now })]);
        await pipeline.SubmitAsync(Second);
        await pipeline.DrainAsync();
        var source = await pipeline.AccountOfAsync("p1@hoekstra-logistics.example");
        var before = await pipeline.PictureAsync();
        var merge = await pipeline.MergeAccountsAsync("p1@hoekstra-logistics.example", Merges.Ingrid);
        await pipeline.DrainAsync();

        var target = await pipeline.LoadAsync(merge.Target);
        Assert.Equal(111, target.State.Account.Members.Count);
        Assert.Equal(111, target.Persons.Count);
        Assert.Equal(251, pipeline.Storage.Rows(TableNames.Accounts).Count(row => row.PartitionKey == merge.Target && row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal)));
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Accounts), row => row.PartitionKey == source && row.GetString("Data")?.Contains("@hoekstra", StringComparison.Ordinal) == true && row.RowKey.StartsWith("z:submission", StringComparison.Ordinal));
        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        Assert.Equal(before, await pipeline.PictureAsync());
        Assert.Empty(pipeline.Pump.Failures);
    }

    // All orders in which the undoing comes after the merge; with the undoing nobody could tell that there was a merge, without it the order does not show.
    private async Task EveryOrderAsync(Func<Pipeline, Task<MergeCommand>> merge)
    {
        var (undone, merged) = (new HashSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        using (var never = await StartAsync())
        {
            foreach (var what in new[] { LateThere, LateHere, First }) await never.TakeAsync(what);
            undone.Add(await never.PictureAsync());
        }
        var orders = 0;
        foreach (var order in Orders(["merge", "undo", "late-there", "late-here", "repeat", "book"]).Where(order => Array.IndexOf(order, "merge") < Array.IndexOf(order, "undo")))
        {
            orders++;
            using var pipeline = await StartAsync();
            await PlayAsync(pipeline, order, merge);
            undone.Add(await pipeline.PictureAsync());
            Assert.True(undone.Count == 1, $"In the order {string.Join(", ", order)} the undoing leaves a difference:\n{Merges.Difference(undone.First(), undone.Last())}");
        }
        foreach (var order in Orders(["merge", "late-there", "late-here", "repeat", "book"]))
        {
            using var pipeline = await StartAsync();
            await PlayAsync(pipeline, order, merge);
            merged.Add(await pipeline.PictureAsync());
            Assert.True(merged.Count == 1, $"The order {string.Join(", ", order)} makes a difference:\n{Merges.Difference(merged.First(), merged.Last())}");
        }
        output.WriteLine($"{orders} orders with an undoing, all the same; {merged.Count} picture of 120 orders without");
    }

    private static void AssertSame(string expected, Pipeline pipeline, StorageCall? struck)
    {
        var actual = pipeline.PictureAsync().GetAwaiter().GetResult();
        Assert.True(expected == actual, $"{struck}:\n{Merges.Difference(expected, actual)}");
    }

    private static async Task PlayAsync(Pipeline pipeline, string[] order, Func<Pipeline, Task<MergeCommand>> merge)
    {
        MergeCommand? ordered = null;
        foreach (var what in order)
        {
            if (what == "merge") ordered = await merge(pipeline);
            if (what == "undo") await pipeline.UndoAsync(ordered!);
            if (what == "late-there") await pipeline.SubmitAsync(LateThere);
            if (what == "late-here") await pipeline.SubmitAsync(LateHere);
            if (what == "repeat") await pipeline.SubmitAsync(First);
            if (what == "book") await ChangeBookAsync(pipeline);
            await pipeline.DrainAsync();
        }
        Assert.Empty(pipeline.Pump.Failures);
    }

    // The book calls both domains another company's from now on: nobody who is known moves for that.
    private static async Task ChangeBookAsync(Pipeline pipeline)
    {
        var other = Some.Transport with { Id = "other", Name = "Other", Domains = ["other.example", "hoekstra-transport.example", "hoekstra-logistics.example"] };
        await pipeline.Get<Companies>().PutAsync(CompanyRows.Of([other], pipeline.Get<Keys>()), default);
    }

    private static async Task<Pipeline> StartAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.TakeAsync(First);
        await pipeline.TakeAsync(Second);
        return pipeline;
    }

    private static Submission Told(Submission submission, string staff, string title) =>
        submission with { ReceivedAt = Some.Now, Contact = submission.Contact with { Staff = staff, JobTitle = title } };

    private static IEnumerable<string[]> Orders(string[] all) => all.Length == 1
        ? [all]
        : all.SelectMany(first => Orders([.. all.Where(other => other != first)]), (first, rest) => (string[])[first, .. rest]);
}
