using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>A provider that renames a field loses nothing.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task What_is_mapped_is_scored_at_once()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var answer = await pipeline.TypeformAsync(CallFlow.Response());
        var again = await pipeline.TypeformAsync(CallFlow.Response());
        await pipeline.DrainAsync();

        Assert.Equal((200, Outcome.Scored, Outcome.Scored), (answer.Status, await pipeline.OutcomeAsync(answer), await pipeline.OutcomeAsync(again)));
        var submission = Assert.Single(pipeline.Records()).Submission!;
        Assert.Equal(("typeform", "demo", "demo-requested", "charging"), (submission.Source, submission.Content, submission.Activity, submission.Proposition));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40_000)]
    public async Task A_renamed_field_is_a_dead_letter_until_the_mapping_is_mended_and_is_then_scored_once(int size)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var answer = await pipeline.TypeformAsync(CallFlow.Response("email_address", remarks: new string('x', size)));
        Assert.Equal((200, Outcome.Pending), (answer.Status, await pipeline.OutcomeAsync(answer)));
        await pipeline.DrainAsync();

        var letter = await pipeline.LetterAsync();
        Assert.Equal((DeadLetterState.Dead, "Unmapped: work_email Required"), (letter.State, letter.Error));
        Assert.Equal(Outcome.DeadLettered, await pipeline.OutcomeAsync(answer));

        // Put back too early it is dead again, and nothing else.
        Assert.Equal(202, await pipeline.ReplayAsync(letter.Queue, letter.MessageId));
        await pipeline.DrainAsync();
        Assert.Equal((DeadLetterState.Dead, Outcome.DeadLettered), ((await pipeline.LetterAsync()).State, await pipeline.OutcomeAsync(answer)));

        pipeline.Playbook = Mended("work_email", "email_address");
        pipeline.Restart();
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        for (var click = 0; click < 3; click++) Assert.Equal(202, await pipeline.ReplayAsync(letter.Queue, letter.MessageId));
        await pipeline.DrainAsync();
        Assert.Equal(202, await pipeline.ReplayAsync(letter.Queue, letter.MessageId));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();

        Assert.Equal((DeadLetterState.Replayed, Outcome.Scored), ((await pipeline.LetterAsync()).State, await pipeline.OutcomeAsync(answer)));
        Assert.Single(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("z:submission:", StringComparison.Ordinal));
        Assert.Single(pipeline.Mails.Taken);
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Of_several_people_each_is_submitted_once_however_often_the_call_is_delivered()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var answer = await pipeline.HubSpotAsync("""[{"email":"a@acme.example"},{"firstname":"Nobody"},{"email":"b@acme.example"}]""");
        var puts = 0;
        // The second submission is not taken the first time: the call comes again.
        pipeline.Storage.Fail(call => call is { Operation: "queue:put", Resource: QueueNames.Submissions } && ++puts == 2 ? FaultKind.Throttle : null);
        await pipeline.DrainAsync();
        Assert.Single(pipeline.Pump.Failures);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(5));

        Assert.Equal(["a@acme.example", "b@acme.example"], pipeline.Records().Select(record => record.Submission!.Contact.Email).Order());
        Assert.Equal("Unmapped: [1].email Required", (await pipeline.LetterAsync()).Error);
        Assert.Equal(Outcome.DeadLettered, await pipeline.OutcomeAsync(answer));
    }

    [Fact]
    public async Task The_receipt_of_several_people_tells_that_all_were_scored()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var answer = await pipeline.HubSpotAsync("""[{"email":"a@acme.example"},{"email":"b@acme.example"}]""");
        await pipeline.DrainAsync();
        Assert.Equal(Outcome.Scored, await pipeline.OutcomeAsync(answer));
    }

    [Fact]
    public async Task A_submission_that_died_can_be_put_back_as_well()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        pipeline.Storage.Fail(call => call is { Operation: "table:query", Resource: TableNames.Accounts } ? FaultKind.Throttle : null);
        await pipeline.SubmitAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddHours(6));
        Assert.Equal(Outcome.DeadLettered, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));

        pipeline.Storage.Heal();
        Assert.Equal(202, await pipeline.ReplayAsync(QueueNames.Enriched, Some.Id(1)));
        await pipeline.DrainAsync();
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, Some.Demo(1)));
    }

    [Theory]
    [InlineData("intake-calls", "00000000000000000000000000000001")]
    [InlineData("failure", "00000000000000000000000000000001")]
    [InlineData("intake-calls", "..")]
    public async Task What_is_no_dead_letter_cannot_be_put_back(string queue, string id)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(404, await pipeline.ReplayAsync(queue, id));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_letter_that_died_again_meanwhile_stays_dead()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.TypeformAsync(CallFlow.Response("email_address"));
        await pipeline.DrainAsync();
        var letter = await pipeline.LetterAsync();
        var store = pipeline.Get<DeadLetterStore>();
        var opened = (await store.OpenAsync(letter.Queue, letter.MessageId, default))!;
        await store.PutAsync(letter with { Error = "newer" }, default);
        await store.MarkReplayedAsync(opened, default);
        Assert.Equal((DeadLetterState.Dead, "newer"), ((await pipeline.LetterAsync()).State, (await pipeline.LetterAsync()).Error));
    }

    [Fact]
    public async Task A_call_of_a_provider_that_is_gone_is_kept()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var call = new Intake.Submissions.Sources.ProviderCall { Id = Some.Id(1), Provider = "gone", Body = [], ReceivedAt = Some.Now };
        await pipeline.Get<SubmissionDesk>().AcceptAsync(call);
        await pipeline.DrainAsync();
        Assert.Equal((DeadLetterState.Dead, "Unmapped: Unknown"), ((await pipeline.LetterAsync()).State, (await pipeline.LetterAsync()).Error));
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static Playbook Mended(string before, string after)
    {
        var sources = SamplePlaybook.Instance.Sources;
        SourceForm Mend(SourceForm form) => form.Fields.TryGetValue(before, out var ours) ? form with { Fields = form.Fields.Remove(before).Add(after, ours) } : form;
        return SamplePlaybook.Instance with { Sources = sources with { Forms = [.. sources.Forms.Select(Mend)] } };
    }
}
