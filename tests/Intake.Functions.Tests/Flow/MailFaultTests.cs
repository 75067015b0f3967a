using Intake.Accounts;
using Intake.Mail;
using Intake.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>What the provider may do to a mail.</summary>
public sealed class MailFaultTests
{
    private static readonly TimeSpan UnknownWait = TimeSpan.FromHours(2);

    [Fact]
    public Task A_rate_limited_mail_leaves_when_the_provider_said() =>
        LeavesAtAsync(Some.Now.AddMinutes(7), new Delivery.Failed(DeliveryFailure.RateLimited, "429", Some.Now.AddMinutes(7)));

    [Fact]
    public Task A_mail_the_provider_failed_on_leaves_a_minute_later() =>
        LeavesAtAsync(Some.Now.AddMinutes(1), new Delivery.Failed(DeliveryFailure.ProviderError, "500"));

    [Fact]
    public Task A_mail_that_did_not_reach_the_provider_leaves_a_minute_later() =>
        LeavesAtAsync(Some.Now.AddMinutes(1), new Delivery.Failed(DeliveryFailure.NotSent, "no connection"));

    [Fact]
    public Task A_refused_mail_is_tried_again_an_hour_later_for_the_key_may_be_mended() =>
        LeavesAtAsync(Some.Now.AddHours(1), new Delivery.Failed(DeliveryFailure.Rejected, "401"));

    [Fact]
    public Task Faults_may_come_one_after_another() =>
        LeavesAtAsync(Some.Now.AddMinutes(2), new Delivery.Failed(DeliveryFailure.ProviderError, "500"), new Delivery.Failed(DeliveryFailure.NotSent, "no connection"));

    [Fact]
    public Task A_mail_of_unknown_outcome_waits_and_is_sent_again() =>
        LeavesAtAsync(Some.Now + UnknownWait, new Delivery.Failed(DeliveryFailure.UnknownOutcome, "timeout"));

    [Fact]
    public async Task A_mail_that_was_taken_unheard_is_not_sent_again_within_the_wait()
    {
        using var pipeline = await DueAsync();
        pipeline.Mails.LoseNextAnswer = true;
        await pipeline.RunHandoffAsync();
        for (var minute = 1; minute < 120; minute += 17)
        {
            pipeline.Time.SetUtcNow(Some.Now.AddMinutes(minute));
            await pipeline.RunHandoffAsync();
        }
        Assert.Equal((1, 1), (pipeline.Mails.Asked, pipeline.Mails.Taken.Count));
        Assert.Equal("Unknown", Assert.Single(pipeline.Storage.Rows(TableNames.Mails)).GetString("State"));
        Assert.Equal(Some.Now + UnknownWait, pipeline.NextDue());
    }

    [Fact]
    public async Task A_provider_that_is_down_for_a_day_gets_the_mail_once_and_it_is_seen_meanwhile()
    {
        using var pipeline = await DueAsync();
        pipeline.Mails.Next([.. Enumerable.Repeat(new Delivery.Failed(DeliveryFailure.ProviderError, "500"), 24 * 60)]);
        await pipeline.RunUntilAsync(Some.Now.AddHours(12));
        Assert.Equal(("Due", "500"), (Assert.Single(pipeline.Storage.Rows(TableNames.Mails)).GetString("State"), pipeline.Storage.Rows(TableNames.Mails)[0].GetString("Error")));
        await pipeline.RunUntilAsync(Some.Now.AddDays(2));
        Assert.Equal(Some.Now.AddDays(1), Assert.Single(pipeline.Mails.Taken).At);
        Assert.Equal(HandoffState.Mailed, await StateAsync(pipeline));
    }

    [Fact]
    public async Task One_by_score_that_is_put_off_past_the_evening_leaves_in_the_morning()
    {
        using var pipeline = await DueAsync();
        await pipeline.AsScoredAsync("charging");
        pipeline.Mails.Next(new Delivery.Failed(DeliveryFailure.RateLimited, "429", Collecting.Night));
        await pipeline.RunUntilAsync(Some.Now.AddDays(2));
        Assert.Equal(Collecting.Morning, Assert.Single(pipeline.Mails.Taken).At);
    }

    private static async Task LeavesAtAsync(DateTimeOffset at, params Delivery[] answers)
    {
        using var pipeline = await DueAsync();
        pipeline.Mails.Next(answers);
        await pipeline.RunHandoffAsync();
        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(HandoffState.Due, await StateAsync(pipeline));

        await pipeline.RunUntilAsync(at.AddDays(2));
        Assert.Equal(at, Assert.Single(pipeline.Mails.Taken).At);
        Assert.Equal(answers.Length + 1, pipeline.Mails.Asked);
        Assert.Equal(HandoffState.Mailed, await StateAsync(pipeline));
        Assert.Equal("Sent", Assert.Single(pipeline.Storage.Rows(TableNames.Mails)).GetString("State"));
        pipeline.AssertAtRest();
    }

    private static async Task<Pipeline> DueAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(Some.Demo(1));
        await pipeline.DrainAsync();
        return pipeline;
    }

    private static async Task<HandoffState> StateAsync(Pipeline pipeline) =>
        Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs.Values).State;
}
