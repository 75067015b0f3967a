using Azure.Data.Tables;
using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>What cannot be processed is kept whole, with its error; what may be cured is tried again first.</summary>
public sealed class PoisonTests
{
    private static readonly TimeSpan EightTries = 8 * TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("this is not JSON", "JsonException")]
    [InlineData("""{"kind":"submissions","version":2,"id":"00000000000000000000000000000001","items":[]}""", "InvalidDataException")]
    [InlineData("""{"kind":"submissions","version":1,"id":"00000000000000000000000000000001","items":[]}""", "InvalidDataException")]
    public async Task A_message_that_makes_no_sense_becomes_a_dead_letter(string body, string error)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.Storage.Queues.GetQueueClient(QueueNames.Submissions).SendMessageAsync(body);
        await pipeline.RunUntilAsync(Some.Now + EightTries);

        var letter = await LetterAsync(pipeline, QueueNames.Submissions, PoisonHandler.IdOf(body));
        Assert.Equal((DeadLetterState.Dead, body, 0), (letter.State, letter.Body, letter.Retries));
        Assert.StartsWith(error, letter.Error, StringComparison.Ordinal);
        Assert.Equal(8, pipeline.Pump.Failures.Count);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_message_that_fails_for_good_becomes_a_dead_letter_and_its_receipt_says_so()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        // The door refuses such an address; what came another way must not vanish.
        var bad = Some.Demo(1).By("no address");
        await pipeline.SubmitAsync(bad);
        await pipeline.RunUntilAsync(Some.Now + EightTries);

        var letter = await LetterAsync(pipeline, QueueNames.Submissions, bad.Id);
        Assert.Equal((DeadLetterState.Dead, 0), (letter.State, letter.Retries));
        Assert.StartsWith("InvalidOperationException", letter.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("no address", letter.Error, StringComparison.Ordinal);
        Assert.Equal(Outcome.DeadLettered, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_transient_fault_is_tried_again_after_a_quarter_an_hour_and_four_hours()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Demo(1));
        // Accounts cannot be read; what went wrong can be noted.
        pipeline.Storage.Fail(call => call is { Operation: "table:query", Resource: TableNames.Accounts } ? FaultKind.Throttle : null);

        var expected = Some.Now;
        foreach (var (delay, retries) in new[] { (TimeSpan.FromMinutes(15), 1), (TimeSpan.FromHours(1), 2), (TimeSpan.FromHours(4), 3) })
        {
            expected += EightTries - TimeSpan.FromSeconds(30);
            await pipeline.RunUntilAsync(expected);
            var letter = await LetterAsync(pipeline, QueueNames.Enriched, Some.Id(1));
            Assert.Equal((DeadLetterState.Retrying, retries), (letter.State, letter.Retries));
            Assert.Equal(Outcome.Pending, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
            expected += delay;
            Assert.Equal(expected, pipeline.NextDue());
        }

        await pipeline.RunUntilAsync(expected + EightTries);
        var dead = await LetterAsync(pipeline, QueueNames.Enriched, Some.Id(1));
        Assert.Equal((DeadLetterState.Dead, 3, "RequestFailedException 503 ServerBusy"), (dead.State, dead.Retries, string.Join(' ', dead.Error.Split(' ')[..3])));
        Assert.Equal(Outcome.DeadLettered, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
        Assert.Equal(32, pipeline.Pump.Failures.Count);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_transient_fault_that_is_cured_in_time_is_forgotten()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Demo(1));
        pipeline.Storage.Fail(call => call is { Operation: "table:query", Resource: TableNames.Accounts } ? FaultKind.Throttle : null);
        await pipeline.RunUntilAsync(Some.Now + EightTries);
        pipeline.Storage.Heal();
        await pipeline.RunUntilAsync(Some.Now.AddHours(1));

        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Of_a_batch_only_the_bad_one_is_put_back_alone()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Id(9), Some.Whitepaper(1), Some.Demo(2).By("no address"), Some.Whitepaper(3).By("piet@hoekstra-transport.example"));
        await pipeline.RunUntilAsync(Some.Now + EightTries);

        Assert.Equal([Some.Id(1), Some.Id(3)], pipeline.Records().Select(record => record.Submission!.Id).Order());
        Assert.Equal(DeadLetterState.Dead, (await LetterAsync(pipeline, QueueNames.Submissions, Some.Id(2))).State);
        pipeline.AssertAtRest();
    }

    private static async Task<DeadLetter> LetterAsync(Pipeline pipeline, string queue, string id) =>
        await pipeline.Get<DeadLetterStore>().FindAsync(queue, id, default) ?? throw new InvalidOperationException("There is no such dead letter.");
}
