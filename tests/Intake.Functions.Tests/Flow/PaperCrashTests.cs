using Intake.Papers;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Wherever the request of a file, its download or the request of a referrer's link goes wrong, the end is the same.</summary>
public sealed class PaperCrashTests
{
    private const string Fleet = "wp-laden-wagenpark";

    [Fact]
    public async Task A_paper_is_mailed_once_wherever_it_goes_wrong()
    {
        var calls = await EveryCall.FailsOnceAsync(AskedAsync, (pipeline, struck) =>
        {
            AssertMails(pipeline, struck);
            Assert.Equal("whitepaper-requested", Assert.Single(pipeline.Records()).Submission!.Activity);
        });
        Assert.InRange(calls, 20, 30);
    }

    [Fact]
    public async Task A_download_is_counted_once_wherever_it_goes_wrong()
    {
        var calls = await EveryCall.FailsOnceAsync(DownloadedTwiceAsync, (pipeline, _) =>
        {
            Assert.Equal(["whitepaper-downloaded", "whitepaper-requested"], pipeline.Records().Select(record => record.Submission!.Activity).Order());
            Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.DeadLetters), row => row.PartitionKey != "failure");
        });
        Assert.InRange(calls, 15, 40);
    }

    [Fact]
    public async Task A_referrers_link_is_mailed_once_wherever_it_goes_wrong()
    {
        var calls = await EveryCall.FailsOnceAsync(AskedForLinkTwiceAsync, AssertMails);
        Assert.InRange(calls, 8, 20);
    }

    // Nobody can know whether a mail left whose record did not: after the stated wait it is sent again, and that is all that may differ.
    private static void AssertMails(Pipeline pipeline, StorageCall? struck)
    {
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.Equal((struck, unknown ? 2 : 1), (struck, pipeline.Mails.Taken.Count));
        Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
    }

    private static async Task<Pipeline> AskedAsync()
    {
        var pipeline = await PaperFlowTests.StartAsync();
        await pipeline.AskAsync(Fleet, """{"email":"ingrid@hoekstra-transport.example"}""");
        return pipeline;
    }

    private static async Task<Pipeline> DownloadedTwiceAsync()
    {
        var pipeline = await AskedAsync();
        await pipeline.RunUntilAsync(pipeline.Now);
        var token = PaperFlow.TokenOf(pipeline.Mails.Taken[0]);
        await pipeline.DownloadAsync(token);
        await pipeline.DownloadAsync(token);
        return pipeline;
    }

    private static async Task<Pipeline> AskedForLinkTwiceAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.AskForLinkAsync("sanne@lichtveld.example");
        await pipeline.AskForLinkAsync("Sanne@Lichtveld.example");
        return pipeline;
    }
}
