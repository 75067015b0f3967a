using Intake.Storage;
using Intake.Submissions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Nobody can be bombed with our mail, and whoever is not bombed pays nothing for it.</summary>
public sealed class LimitFlowTests
{
    private const int PerRecipient = 10;

    // Makes us mail whoever is named in it.
    private static Submission Asked(int number, DateTimeOffset? at = null) =>
        Some.Activity(number, "whitepaper-requested", "wp-laden-wagenpark", at) with { Source = "whitepaper" };

    [Fact]
    public async Task Whoever_is_bombed_under_other_spellings_is_mailed_about_no_more_than_the_limit()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 40; i++) await pipeline.ProcessAsync(Asked(i).By(i % 2 == 0 ? $"Vic.Tim+{i}@gmail.com" : $"victim+{i}@googlemail.com"));

        Assert.Equal(PerRecipient, pipeline.Records().Count);
        var held = pipeline.Storage.Rows(TableNames.Quarantine);
        Assert.Equal(30, held.Count);
        Assert.All(held, row => Assert.Equal("limit-recipient", row.GetString("Reasons")));
        Assert.DoesNotContain("gmail", string.Join(' ', pipeline.Storage.Rows(TableNames.RateLimits).Select(row => row.PartitionKey + row.RowKey + row.GetString("Ids"))), StringComparison.Ordinal);

        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.ProcessAsync(Asked(41, Some.Now.AddHours(1)).By("victim@gmail.com"));
        Assert.Equal(PerRecipient + 1, pipeline.Records().Count);
    }

    [Fact]
    public async Task The_same_submission_again_counts_once_and_is_judged_the_same()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var round = 0; round < 3; round++)
            for (var i = 1; i <= 14; i++) await pipeline.ProcessAsync(Asked(i));
        Assert.Equal(Enumerable.Range(1, PerRecipient).Select(Some.Id), pipeline.Records().Select(record => record.Submission!.Id).Order());
        Assert.Equal(Enumerable.Range(PerRecipient + 1, 4).Select(Some.Id), pipeline.Storage.Rows(TableNames.Quarantine).Select(row => row.RowKey).Order());
    }

    [Fact]
    public async Task An_instance_that_starts_anew_finds_what_was_counted()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 40; i++)
        {
            await pipeline.ProcessAsync(Asked(i));
            if (i == 20) pipeline.Restart();
        }
        // The new instance lets its own half pass before it asks.
        Assert.InRange(pipeline.Records().Count, PerRecipient, PerRecipient + (PerRecipient / 2));
    }

    [Fact]
    public async Task Half_a_limit_costs_no_call_and_then_two_each_and_a_full_one_none()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        List<int> calls = [];
        for (var i = 1; i <= 12; i++)
        {
            var mark = pipeline.Storage.Mark();
            await pipeline.ProcessAsync(Asked(i));
            calls.Add(pipeline.Storage.CallsSince(mark).Count(call => call.Resource == TableNames.RateLimits));
        }
        Assert.Equal([0, 0, 0, 0, 2, 2, 2, 2, 2, 2, 0, 0], calls);
    }

    [Fact]
    public async Task One_address_that_posts_in_many_names_is_held_after_its_share()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 110; i++) await pipeline.SubmitAsync(Asked(i).By($"p{i}@gmail.com") with { ClientAddress = $"2001:db8:1:2::{i}" });
        await pipeline.SubmitAsync(Asked(200).By("p200@gmail.com") with { ClientAddress = "2001:db8:1:3::1" });
        await pipeline.DrainAsync();
        Assert.Equal(101, pipeline.Records().Count);
        Assert.All(pipeline.Storage.Rows(TableNames.Quarantine), row => Assert.Equal("limit-address", row.GetString("Reasons")));
    }

    [Fact]
    public async Task Suspects_use_up_nothing_of_a_real_persons_share()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 50; i++) await pipeline.ProcessAsync(Asked(i) with { Suspicions = ["honeypot"] });
        await pipeline.ProcessAsync(Asked(51));
        Assert.Equal(Some.Id(51), Assert.Single(pipeline.Records()).Submission!.Id);
    }

    [Fact]
    public async Task What_a_provider_vouches_for_is_not_limited()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 30; i++) await pipeline.ProcessAsync(Asked(i) with { Source = "zoom" });
        Assert.Equal(30, pipeline.Records().Count);
        Assert.Empty(pipeline.Storage.Rows(TableNames.RateLimits));
    }

    [Fact]
    public async Task Who_asks_often_and_is_not_mailed_for_it_is_not_limited()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var i = 1; i <= 30; i++) await pipeline.ProcessAsync(Some.Whitepaper(i));
        Assert.Equal(30, pipeline.Records().Count);
    }
}
