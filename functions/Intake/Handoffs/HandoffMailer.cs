using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Storage;
using Microsoft.Extensions.Options;

namespace Intake.Handoffs;

/// <summary>Writes the mails about a handoff and sends each once.</summary>
public sealed class HandoffMailer(
    MailDispatcher dispatcher, MailRenderer renderer, Seal seal, PlaybookInForce playbooks, TeamInForce teams,
    IOptions<PublicOptions> publicOptions, TimeProvider time)
{
    /// <summary>Sends the mail that hands leads of an account over.</summary>
    /// <param name="account">The account.</param>
    /// <param name="handoffs">All for the same account manager, each with the time until when it is to be answered; the first comes first.</param>
    /// <param name="mailId">Id of the mail.</param>
    /// <param name="cancellationToken">Cancels before the send.</param>
    public Task<Dispatched> HandOverAsync(LoadedAccount account, ImmutableArray<Handoff> handoffs, string mailId, CancellationToken cancellationToken)
    {
        ImmutableArray<HandoffMailInput> inputs = [.. handoffs.Select(handoff => Without(Input(account, handoff, handoff.AnswerBy), handoffs))];
        var waiter = new MailWaiter(AgendaKinds.Handoff, account.State.Account.Id, handoffs[0].Id);
        return SendAsync(mailId, waiter, inputs[0], () => renderer.RenderAsync(HandoffMailModel.From(inputs)), cancellationToken);
    }

    /// <summary>When a mail to the account manager of a handoff left; null where it did not as far as is known.</summary>
    public Task<DateTimeOffset?> SentAsync(LoadedAccount account, Handoff handoff, string mailId, CancellationToken cancellationToken) =>
        dispatcher.SentAsync(mailId, ManagerOf(handoff).Email, cancellationToken, account.State.Account.Tester);

    private AccountManager ManagerOf(Handoff handoff) =>
        teams.Current.Find(handoff.AccountManager) ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}.");

    // What the mail hands over need not be named as something else of theirs.
    private static HandoffMailInput Without(HandoffMailInput input, ImmutableArray<Handoff> handoffs) => input with
    {
        OtherLeads = input.OtherLeads.RemoveAll(lead => handoffs.Any(handoff => handoff.Proposition == lead.Proposition)),
    };

    /// <summary>Sends what is new about leads of an account that sales has.</summary>
    /// <param name="account">The account.</param>
    /// <param name="told">What is told, all to the same account manager.</param>
    /// <param name="mailId">Id of the mail.</param>
    /// <param name="cancellationToken">Cancels before the send.</param>
    public Task<Dispatched> UpdateAsync(LoadedAccount account, ImmutableArray<SalesNews> told, string mailId, CancellationToken cancellationToken)
    {
        ImmutableArray<HandoffMailInput> inputs = [.. told.Select(news => News(account, news))];
        var waiter = new MailWaiter(AgendaKinds.Update, account.State.Account.Id, told[0].Handoff?.Id ?? told[0].Lead);
        return SendAsync(mailId, waiter, inputs[0], () => renderer.RenderAsync(UpdateMailModel.From(inputs)), cancellationToken);
    }

    private HandoffMailInput News(LoadedAccount account, SalesNews news)
    {
        var told = news.Telling?.News ?? news.Told;
        var handoff = news.Handoff ?? Standing(account.State.Leads[news.Lead], news.To, told);
        return Input(account, handoff with { PendingUpdate = told }, handoff.AnswerBy) with
        {
            Since = account.State.Account.MailDays?.TryGetValue(news.To, out var day) is true ? day : null,
            OfOpportunity = news.Handoff is null,
        };
    }

    // What the CRM has needs no handoff of ours, no answer and no deadline.
    private static Handoff Standing(Lead lead, string to, Trigger told) => new()
    {
        Id = Keys.Id("news", AccountState.KeyOf(lead), told.Submission), Proposition = lead.Proposition, Round = lead.Round, State = HandoffState.Accepted,
        Gate = "opportunity", Asked = false, DecidedAt = told.At, Trigger = told, AccountManager = to, Answer = new Answer(AnswerKinds.Accept, told.At, to),
    };

    private Task<Dispatched> SendAsync(
        string mailId, MailWaiter waiter, HandoffMailInput input, Func<Task<Mail.Mail>> render, CancellationToken cancellationToken) =>
        dispatcher.SendAsync(
            mailId, input.Handoff.Id, input.To.Email,
            async () => new OutgoingMail(mailId, input.Handoff.Id, input.To.Email, input.To.Name, await render())
            {
                Waiter = waiter with { Holder = input.To.Id },
            },
            cancellationToken, input.Account.Tester);

    internal HandoffMailInput Input(LoadedAccount account, Handoff handoff, DateTimeOffset? answerBy)
    {
        var (state, playbook) = (Aliases.Joined(account.State), playbooks.Current);
        var team = teams.Current;
        var to = ManagerOf(handoff);
        var lead = state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
        return new HandoffMailInput
        {
            Account = state.Account,
            Lead = lead,
            Handoff = handoff.ByPersons(id => Aliases.PersonOf(state.Account, id)),
            Persons = Aliases.Joined(account.State.Account, account.Persons).ToImmutableDictionary(),
            Rounds = [.. state.Leads.Values],
            OtherLeads = [.. state.Leads.Values.Where(other => !other.Closed && other.Proposition != lead.Proposition)],
            To = to,
            Team = team,
            Playbook = playbook,
            AnswerBy = answerBy,
            Links = AnswerLinks.Make(
                seal, publicOptions.Value.Url!, new AnswerToken(state.Account.Id, handoff.Id, to.Id), time.GetUtcNow()),
        };
    }
}
