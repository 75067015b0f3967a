using Intake.Accounts;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Whoever asks on a form that confirms is told who will call them: once, after the account manager has the lead.</summary>
public sealed class ReplyTests
{
    private const string Asker = "ingrid@hoekstra-transport.example";

    [Fact]
    public async Task Who_asked_is_told_who_will_call_once_the_account_manager_has_it()
    {
        using var pipeline = await AskedAsync(Some.Demo(1) with { Message = "Buy <b>cheap</b> at evil.example", Contact = Some.Demo(1).Contact with { Phone = "+31 38 555 0123", Company = "Evil Corp" } });
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Equal(["fenna@lichtveld.example", Asker], pipeline.Mails.Taken.Select(mail => mail.To));
        var mail = pipeline.Mails.Taken[1].Mail;
        Assert.Contains("Fenna Postma", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Fenna Postma", mail.Html, StringComparison.Ordinal);
        foreach (var typed in new[] { "evil", "Evil", "Ingrid", "Hoekstra" })
        {
            Assert.DoesNotContain(typed, mail.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(typed, mail.Html, StringComparison.Ordinal);
        }
        pipeline.AssertAtRest();
    }

    [Theory]
    [InlineData("nl", "Fenna Postma neemt contact met u op.")]
    [InlineData("de", "Fenna Postma meldet sich bei Ihnen.")]
    [InlineData("fr", "Fenna Postma will be in touch.")]
    public async Task It_is_in_their_language(string language, string says)
    {
        using var pipeline = await AskedAsync(Some.Demo(1) with { Language = language });
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Contains(says, pipeline.Mails.Taken[1].Mail.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("info@hoekstra-transport.example")]
    [InlineData("ingrid@mailinator.com")]
    public async Task A_mailbox_of_nobody_gets_none(string email)
    {
        using var pipeline = await AskedAsync(Some.Demo(1).By(email));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.DoesNotContain(pipeline.Mails.Taken, mail => mail.To == email);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Nor_does_who_wants_no_mail_at_all()
    {
        using var pipeline = await AskedAsync(Some.Demo(1));
        await pipeline.Get<Mail.Mails>().RefuseAsync(pipeline.Get<Keys>().Recipient(Asker), Some.Now, default);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Equal("fenna@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    [Fact]
    public async Task A_form_that_does_not_confirm_tells_nobody()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.Single(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task It_is_not_told_again_when_the_lead_changes_hands()
    {
        using var pipeline = await AskedAsync(Some.Demo(1));
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        var loaded = Assert.Single(await pipeline.AccountsAsync());
        var given = Passing.Give(Assert.Single(loaded.State.Handoffs.Values), "bram", PassingReasons.Passed, pipeline.Now);
        var commit = new AccountCommit
        {
            State = loaded.State.With(given), ChangedHandoffs = [given.Id], Schedule = [new Agenda.AgendaEntry(pipeline.Now, "handoff", loaded.State.Account.Id, given.Id)],
        };
        var committed = Assert.IsType<CommitResult.Committed>(await pipeline.Get<AccountStore>().CommitAsync(commit, loaded, default));
        await pipeline.Get<Outbox>().FlushAsync(committed.Now, default);
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(9));
        Assert.Equal(["fenna@lichtveld.example", Asker, "bram@lichtveld.example"], pipeline.Mails.Taken.Select(mail => mail.To));
    }

    [Fact]
    public async Task A_test_mails_the_tester_alone()
    {
        using var pipeline = await AskedAsync(Some.Demo(1) with { Tester = Asker });
        await pipeline.RunUntilAsync(Some.Now.AddMinutes(2));
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal(Asker, mail.To));
        Assert.Equal(2, pipeline.Mails.Taken.Count);
        Assert.All(pipeline.Mails.Taken, mail => Assert.StartsWith("[Test] ", mail.Mail.Subject, StringComparison.Ordinal));
    }

    [Fact]
    public async Task However_a_call_fails_they_are_told_once() => await EveryCall.FailsOnceAsync(() => AskedAsync(Some.Demo(1)), (pipeline, struck) =>
    {
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails, Fault: FaultKind.Before };
        Assert.Equal((struck, unknown ? 3 : 2), (struck, pipeline.Mails.Taken.Count));
        Assert.Equal(2, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
        Assert.Contains(pipeline.Mails.Taken, mail => mail.To == Asker);
    });

    private static async Task<Pipeline> AskedAsync(Submission submission)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        pipeline.ReplyToQuestions();
        await pipeline.SubmitAsync(submission);
        await pipeline.DrainAsync();
        return pipeline;
    }
}
