using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Mail;
using Intake.Mail.Events;
using Intake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>What the provider tells of mails, from the signed post to what becomes of the handoff.</summary>
public sealed class MailEventTests : IDisposable
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    [Fact]
    public async Task A_handoff_whose_answer_was_lost_is_mailed_as_soon_as_an_event_tells()
    {
        using var pipeline = await LostAsync();
        Assert.Contains("\"unknown\"", await ListAsync(pipeline, "unknown"), StringComparison.Ordinal);
        Assert.Equal(HandoffState.Due, (await HandoffAsync(pipeline)).State);

        var at = pipeline.Now.AddSeconds(1);
        pipeline.Time.Advance(TimeSpan.FromMinutes(9));
        Assert.Equal(204, await PostAsync(pipeline, "processed", at));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();

        var handoff = await HandoffAsync(pipeline);
        Assert.Equal((HandoffState.Mailed, at), (handoff.State, handoff.MailedAt));
        Assert.DoesNotContain("\"unknown\"", await ListAsync(pipeline, "unknown"), StringComparison.Ordinal);
        await pipeline.RunUntilAsync(Some.Now.AddDays(1));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task Without_evidence_it_is_sent_again_and_says_that_it_may_be_a_repeat()
    {
        using var pipeline = await LostAsync();
        await pipeline.RunUntilAsync(Some.Now.AddHours(3));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        Assert.StartsWith("[", pipeline.Mails.Taken[1].Mail.Subject, StringComparison.Ordinal);
        Assert.EndsWith(pipeline.Mails.Taken[0].Mail.Subject, pipeline.Mails.Taken[1].Mail.Subject, StringComparison.Ordinal);
        Assert.True(Row(pipeline).Repeat);
    }

    [Fact]
    public async Task Repeated_and_reordered_events_change_nothing_more()
    {
        using var pipeline = await LostAsync();
        foreach (var word in new[] { "delivered", "processed", "delivered", "deferred", "processed" })
        {
            Assert.Equal(204, await PostAsync(pipeline, word, Some.Now));
            await pipeline.DrainAsync();
            await pipeline.RunHandoffAsync();
        }
        Assert.Equal(MailState.Delivered, Row(pipeline).State);
        Assert.Equal(HandoffState.Mailed, (await HandoffAsync(pipeline)).State);
        Assert.Single(pipeline.Mails.Taken);
    }

    [Theory]
    [InlineData("bounce")]
    [InlineData("blocked")]
    [InlineData("dropped")]
    public async Task A_lead_goes_on_from_an_account_manager_whom_mail_does_not_reach(string word)
    {
        using var pipeline = await MailedAsync();
        var before = await HandoffAsync(pipeline);
        for (var time = 0; time < 2; time++)
        {
            Assert.Equal(204, await PostAsync(pipeline, word, Some.Now));
            await pipeline.DrainAsync();
        }
        var after = await HandoffAsync(pipeline);
        Assert.Equal((before.AccountManager, PassingReasons.Unreachable), (Assert.Single(after.Former!.Value).AccountManager, after.Former.Value[0].Why));
        Assert.Equal(HandoffState.Due, after.State);
        Assert.Equal(Some.Now, pipeline.Get<TeamInForce>().Current.ById[before.AccountManager!].UnreachableSince);
        Assert.Contains("\"failed\"", await ListAsync(pipeline, "failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_takes_no_lead_away()
    {
        using var pipeline = await MailedAsync();
        Assert.Equal(204, await PostAsync(pipeline, "spamreport", Some.Now));
        await pipeline.DrainAsync();
        Assert.Null((await HandoffAsync(pipeline)).Former);
        Assert.Equal(MailState.Failed, Row(pipeline).State);
    }

    [Fact]
    public async Task What_is_not_signed_or_about_no_mail_of_ours_does_nothing()
    {
        using var pipeline = await LostAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(401, await PostAsync(pipeline, "delivered", Some.Now, signer: other));
        Assert.Equal(400, await PostAsync(pipeline, "delivered", Some.Now, body: "{}"));
        Assert.Equal(204, await PostAsync(pipeline, "delivered", Some.Now, body: "[]"));
        Assert.Equal(204, await PostAsync(pipeline, "delivered", Some.Now, mail: new string('0', 32)));
        await pipeline.DrainAsync();
        Assert.Equal(MailState.Unknown, Row(pipeline).State);
        Assert.Empty(pipeline.Pump.Failures);

        using var without = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(404, await PostAsync(without, "delivered", Some.Now, body: "[]"));
    }

    public void Dispose() => key.Dispose();

    private async Task<Pipeline> LostAsync()
    {
        var pipeline = await MailedAsync(lost: true);
        Assert.Equal(MailState.Unknown, Row(pipeline).State);
        return pipeline;
    }

    private async Task<Pipeline> MailedAsync(bool lost = false)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport], replace: services => services.PostConfigure<SendGridOptions>(
            options => options.EventKeys = [Convert.ToBase64String(key.ExportSubjectPublicKeyInfo())]));
        pipeline.Mails.LoseNextAnswer = lost;
        await pipeline.ProcessAsync(Some.Demo(1));
        return pipeline;
    }

    private static async Task<Handoff> HandoffAsync(Pipeline pipeline) => Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Handoffs.Values);

    private static MailRow Row(Pipeline pipeline) => MailRow.From(Assert.Single(pipeline.Storage.Rows(TableNames.Mails)))!;

    private async Task<int> PostAsync(Pipeline pipeline, string word, DateTimeOffset at, ECDsa? signer = null, string? body = null, string? mail = null)
    {
        var row = pipeline.Storage.Rows(TableNames.Mails) is [var only, ..] ? only : null;
        body ??= $$"""[{"event":"{{word}}","mail":"{{mail ?? row!.RowKey}}","recipient":"{{row!.PartitionKey}}","attempt":"1","timestamp":{{at.ToUnixTimeSeconds()}},"reason":"<b>"}]""";
        var time = pipeline.Now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = (signer ?? key).SignData(Encoding.UTF8.GetBytes(time + body), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        var context = new DefaultHttpContext { RequestServices = Services };
        (context.Request.Method, context.Request.ContentType, context.Request.Body) = ("POST", "application/json", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        context.Request.Headers["X-Twilio-Email-Event-Webhook-Timestamp"] = time;
        context.Request.Headers["X-Twilio-Email-Event-Webhook-Signature"] = Convert.ToBase64String(signature);
        await (await pipeline.Get<MailEventDoor>().PostAsync(context.Request, default)).ExecuteAsync(context);
        return context.Response.StatusCode;
    }

    private static async Task<string> ListAsync(Pipeline pipeline, string state)
    {
        var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = answer } };
        context.Request.QueryString = new QueryString("?state=" + state);
        await (await pipeline.Get<MailDoor>().ListAsync(context.Request, default)).ExecuteAsync(context);
        Assert.Equal(200, context.Response.StatusCode);
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
