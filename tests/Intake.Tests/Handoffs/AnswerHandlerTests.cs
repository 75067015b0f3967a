using Intake.Commands;
using System.Net;
using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;
using Intake.Tests.Mail;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Handoffs;

public class AnswerHandlerTests
{
    private static readonly DateTimeOffset Now = Sample.Amsterdam("2026-09-24 16:00");
    private static readonly HandoffMailInput Lead = Story.One("fenna");

    private readonly FakeTimeProvider time = new(Now);
    private readonly RecordingQueue storage = new();
    private int reads;
    private HandoffView? view = new(Lead.Handoff with { State = HandoffState.Mailed, AnswerBy = Lead.AnswerBy }, Lead.Account);
    private Exception? unreadable;

    private Seal Seal => new([Encoding.UTF8.GetBytes("a key of thirty-two bytes, at least")], time);

    private string Token => Seal.Close(SealPurposes.Answer, new AnswerToken(Lead.Account.Id, Lead.Handoff.Id, "fenna").ToString(), Now + AnswerLinks.Lifetime);

    private AnswerHandler Handler => new(
        Seal, Read, storage.Queue,
        new AnswerPages(new MailRenderer(new ComponentRenderer(NullLoggerFactory.Instance))), new TeamInForce(Sample.Team),
        new PlaybookInForce(Story.Playbook), time);

    private Task<HandoffView?> Read(string account, string handoff, CancellationToken cancellationToken)
    {
        reads++;
        return unreadable is not null ? throw unreadable : Task.FromResult(account == Lead.Account.Id && handoff == Lead.Handoff.Id ? view : null);
    }

    private async Task<AnswerResult> Show(string token, AnswerForm form) => Assert.IsType<AnswerResult>(await Handler.ShowAsync(token, form, default));

    private async Task<AnswerResult> Submit(string token, AnswerForm form) => Assert.IsType<AnswerResult>(await Handler.SubmitAsync(token, form, default));

    [Theory]
    [InlineData(null, "Jouw antwoord")]
    [InlineData("accept", "Pak je deze lead op?")]
    [InlineData("reject", "Niet voor jou?")]
    [InlineData("<script>", "Jouw antwoord")]
    public async Task A_GET_shows_and_changes_nothing(string? answer, string title)
    {
        var page = await Show(Token, new AnswerForm(answer, null, null));
        Assert.Equal(200, page.Status);
        Assert.Contains(title, WebUtility.HtmlDecode(page.Html));
        Assert.Contains("Hoekstra Transport", page.Html);
        Assert.DoesNotContain("<script", page.Html);
        Assert.Contains($"<style>{AnswerPageStyles.Sheet}</style>", page.Html); // the policy allows exactly this
        Assert.Empty(storage.Messages);
        Look.At($"answer.{answer?.Trim('<', '>')}", page.Html);
    }

    [Fact]
    public async Task Taking_it_puts_one_command_for_one_read()
    {
        var page = await Submit(Token, new AnswerForm("accept", null, null));
        Assert.Equal(200, page.Status);
        Look.At("accepted", page.Html);
        Assert.Equal((1, 1), (reads, storage.Calls));

        var envelope = storage.Messages.Single();
        Assert.Equal("commands", envelope.Kind);
        var command = Assert.IsType<AnswerCommand>(envelope.Items.Single());
        Assert.Equal(new AnswerCommand { Id = envelope.Id, Account = Lead.Account.Id, Handoff = Lead.Handoff.Id, Answer = "accept", By = "fenna", At = Now, Assignment = 1 }, command);
    }

    [Fact]
    public async Task The_command_is_told_apart_by_its_kind()
    {
        await Submit(Token, new AnswerForm("reject", "no-timing", "2027-01-15"));
        var item = JsonDocument.Parse(storage.Bodies.Single()).RootElement.GetProperty("items")[0];
        Assert.Equal(("answer", "reject", "no-timing", "2027-01-15"),
            (item.GetProperty("kind").GetString(), item.GetProperty("answer").GetString(), item.GetProperty("reason").GetString(), item.GetProperty("until").GetString()));
        Assert.DoesNotContain("Ingrid", storage.Bodies.Single());
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("maybe", null, null)]
    [InlineData("reject", null, null)]
    [InlineData("reject", "because", null)]
    [InlineData("reject", "no-timing", "2026-09-24")] // today
    [InlineData("reject", "no-timing", "2030-01-01")] // too far
    [InlineData("reject", "no-timing", "next week")]
    public async Task An_incomplete_answer_is_asked_again(string? answer, string? reason, string? until)
    {
        var page = await Submit(Token, new AnswerForm(answer, reason, until));
        Assert.Equal(422, page.Status);
        Assert.Contains("<form", page.Html);
        Assert.Empty(storage.Messages);
        Look.At($"again.{reason}", page.Html);
    }

    [Fact]
    public async Task A_day_is_taken_only_where_the_reason_asks_for_one()
    {
        await Submit(Token, new AnswerForm("reject", "no-budget", "2027-01-15"));
        Assert.Null(((AnswerCommand)storage.Messages.Single().Items.Single()).Until);
    }

    [Fact]
    public async Task The_same_answer_twice_is_the_same_command()
    {
        await Submit(Token, new AnswerForm("accept", null, null));
        time.Advance(TimeSpan.FromMinutes(1));
        await Submit(Token, new AnswerForm("accept", null, null));
        Assert.Single(storage.Messages.Select(message => message.Id).Distinct());
    }

    [Fact]
    public async Task Once_answered_the_first_answer_is_shown()
    {
        view = view! with { Handoff = view.Handoff with { Answer = new Answer(AnswerKinds.Reject, Now, "fenna", "no-budget") } };
        var shown = await Show(Token, new AnswerForm("accept", null, null));
        var other = await Submit(Token, new AnswerForm("accept", null, null));
        var same = await Submit(Token, new AnswerForm("reject", "no-budget", null));
        Assert.Equal((200, 409, 200), (shown.Status, other.Status, same.Status));
        Assert.All(new[] { shown, other }, page => Assert.Contains("Afgewezen op do 24 sep 16:00", page.Html));
        Assert.Empty(storage.Messages);
    }

    [Fact]
    public async Task Links_that_are_old_or_wrong_or_of_another_purpose_say_so()
    {
        var forged = Token[..^2] + (Token[^2] == 'A' ? "B" : "A") + Token[^1];
        var receipt = Seal.Close(SealPurposes.Receipt, new AnswerToken(Lead.Account.Id, Lead.Handoff.Id, "fenna").ToString(), Now.AddDays(1));
        foreach (var token in new[] { forged, receipt, "", "nonsense", Seal.Close(SealPurposes.Answer, "a|b", Now.AddDays(1)) })
            Assert.Equal(404, (await Submit(token, new AnswerForm("accept", null, null))).Status);

        var old = Token;
        time.Advance(AnswerLinks.Lifetime);
        var page = await Submit(old, new AnswerForm("accept", null, null));
        Assert.Equal(410, page.Status);
        Assert.Contains("Deze link is oud", page.Html);
        Look.At("expired", page.Html);
        Assert.Equal((0, 0), (reads, storage.Calls));
    }

    [Fact]
    public async Task A_lead_that_is_gone_or_somebody_elses_now_is_told_and_not_shown()
    {
        var token = Token;
        view = view! with { Handoff = view.Handoff with { AccountManager = "bram" } };
        var moved = await Submit(token, new AnswerForm("accept", null, null));
        view = null;
        var gone = await Show(token, new AnswerForm("accept", null, null));
        Assert.Equal((410, 410), (moved.Status, gone.Status));
        Assert.DoesNotContain("Hoekstra", moved.Html + gone.Html);
        Assert.Empty(storage.Messages);
    }

    [Fact]
    public async Task When_storage_is_down_nothing_is_promised()
    {
        storage.Down = true;
        Assert.Equal(503, (await Submit(Token, new AnswerForm("accept", null, null))).Status);
        unreadable = new Azure.RequestFailedException(503, "busy");
        Assert.Equal(503, (await Show(Token, new AnswerForm(null, null, null))).Status);
    }

    [Fact]
    public async Task A_page_is_not_kept_not_framed_and_tells_no_one_its_address()
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await (await Show(Token, new AnswerForm("accept", null, null))).ExecuteAsync(context);
        var headers = context.Response.Headers;
        Assert.Equal(("no-store", "no-referrer", "noindex"), (headers.CacheControl.ToString(), headers["Referrer-Policy"].ToString(), headers["X-Robots-Tag"].ToString()));
        Assert.Contains("default-src 'none'", headers.ContentSecurityPolicy.ToString());
        Assert.Equal("text/html; charset=utf-8", context.Response.ContentType);
    }

    [Fact]
    public async Task A_posted_page_is_read_and_anything_else_is_an_empty_one()
    {
        Assert.Equal(new AnswerForm("reject", "no-timing", "2027-01-15"), await Posted("application/x-www-form-urlencoded", "reason=no-timing&until=2027-01-15&do=reject"));
        var empty = new AnswerForm(null, null, null);
        Assert.Equal(empty, await Posted("application/json", "{}"));
        Assert.Equal(empty, await Posted("application/x-www-form-urlencoded", new string('a', 100_000)));
        Assert.Equal(empty, await Posted("application/x-www-form-urlencoded", string.Join('&', Enumerable.Range(0, 100).Select(each => $"k{each}=v"))));
        Assert.Equal(empty, await Posted("multipart/form-data", "no boundary"));
        Assert.Equal(empty, await Posted("multipart/form-data; boundary=x", "--x\r\nbroken"));

        static Task<AnswerForm> Posted(string type, string body)
        {
            var request = new DefaultHttpContext { Request = { Method = "POST", ContentType = type, Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } }.Request;
            return AnswerForm.ReadAsync(request, default);
        }
    }

    [Fact]
    public void Links_open_the_page_with_the_choice_made()
    {
        var token = new AnswerToken(Lead.Account.Id, Lead.Handoff.Id, "fenna");
        var links = AnswerLinks.Make(Seal, new Uri("https://intake.example/"), token, Now);
        Assert.StartsWith("https://intake.example/answer/", links.Open);
        Assert.Equal(links.Open + "?do=accept", links.Accept);
        Assert.Equal(links.Open + "?do=snooze", links.To("snooze"));
        var opened = Seal.Open(SealPurposes.Answer, links.Open.Split('/')[^1]);
        Assert.Equal((SealState.Valid, token), (opened.State, AnswerToken.Parse(opened.Text)));
    }
}
