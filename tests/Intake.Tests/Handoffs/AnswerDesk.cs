using System.Collections.Immutable;
using System.Text;
using Intake.Accounts;
using Intake.Commands;
using Intake.Handoffs;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Tests.Mail;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Handoffs;

/// <summary>The answer page of story 1's handoff, wherever that is, for the holder of a link.</summary>
internal sealed class AnswerDesk
{
    public static readonly DateTimeOffset Now = Sample.Amsterdam("2026-09-24 16:00");
    private static readonly HandoffMailInput Story1 = Story.One("fenna");
    private readonly RecordingQueue storage = new();

    public FakeTimeProvider Time { get; } = new(Now);

    public HandoffView? View { get; set; } = new(
        Story1.Handoff with { State = HandoffState.Mailed, MailedAt = Now, AnswerBy = Story1.AnswerBy }, Story1.Account) { Lead = Story1.Lead with { LastHandoff = Story1.Handoff.Id } };

    public Team Team { get; set; } = Sample.Team;

    public Seal Seal => new([Encoding.UTF8.GetBytes("a key of thirty-two bytes, at least")], Time);

    public ImmutableArray<Command> Commands => [.. storage.Messages.SelectMany(message => message.Items)];

    public Command Ordered => Assert.Single(Commands);

    public string Token(string manager = "fenna") =>
        Seal.Close(SealPurposes.Answer, new AnswerToken(Story1.Account.Id, Story1.Handoff.Id, manager).ToString(), Now + AnswerLinks.Lifetime);

    public AnswerDesk With(Func<Handoff, Handoff> change, string? stage = null)
    {
        View = View! with { Handoff = change(View.Handoff), Lead = View.Lead is { } lead && stage is not null ? lead with { Stage = stage } : View.Lead };
        return this;
    }

    /// <summary>Taken an hour ago.</summary>
    public AnswerDesk Accepted(string stage = "sal") =>
        With(handoff => handoff with { State = HandoffState.Accepted, Answer = new Answer("accept", Now.AddHours(-1), "fenna") }, stage);

    /// <summary>Somebody else's since a while.</summary>
    public AnswerDesk GivenTo(string? other, string why = PassingReasons.NotAnswered) =>
        With(handoff => Passing.Give(handoff, other, why, Now.AddHours(-1)));

    public async Task<AnswerResult> Show(AnswerForm form, string manager = "fenna") =>
        Assert.IsType<AnswerResult>(await Handler.ShowAsync(Token(manager), form, TestContext.Current.CancellationToken));

    public async Task<AnswerResult> Submit(AnswerForm form, string manager = "fenna") =>
        Assert.IsType<AnswerResult>(await Handler.SubmitAsync(Token(manager), form, TestContext.Current.CancellationToken));

    public Task<AnswerResult> Submit(string answer) => Submit(new AnswerForm(answer));

    public AnswerHandler Handler => new(
        Seal, (account, handoff, _) => Task.FromResult(account == Story1.Account.Id && handoff == Story1.Handoff.Id ? View : null), storage.Queue,
        new AnswerPages(new MailRenderer(new ComponentRenderer(NullLoggerFactory.Instance))), new TeamInForce(Team), new PlaybookInForce(Story.Playbook), Time);
}
