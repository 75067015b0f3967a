using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Options;

namespace Intake.Handoffs;

/// <summary>Writes the mails about a handoff and sends each once.</summary>
public sealed class HandoffMailer(
    MailDispatcher dispatcher, MailRenderer renderer, Seal seal, PlaybookInForce playbooks, TeamInForce teams,
    IOptions<PublicOptions> publicOptions, TimeProvider time)
{
    /// <summary>Sends the mail that hands a lead over.</summary>
    public Task<Dispatched> HandOverAsync(LoadedAccount account, Handoff handoff, DateTimeOffset answerBy, CancellationToken cancellationToken)
    {
        var input = Input(account, handoff, answerBy);
        return SendAsync(Keys.Id("handoff", handoff.Id), AgendaKinds.Handoff, input, () => renderer.RenderAsync(HandoffMailModel.From(input)), cancellationToken);
    }

    /// <summary>Sends what is new about a lead that was handed over.</summary>
    public Task<Dispatched> UpdateAsync(LoadedAccount account, Handoff handoff, Trigger news, CancellationToken cancellationToken)
    {
        var input = Input(account, handoff, handoff.AnswerBy);
        return SendAsync(
            Keys.Id("update", handoff.Id, news.Submission), AgendaKinds.Update, input, () => renderer.RenderAsync(UpdateMailModel.From(input)), cancellationToken);
    }

    private Task<Dispatched> SendAsync(string mailId, string kind, HandoffMailInput input, Func<Task<Mail.Mail>> render, CancellationToken cancellationToken) =>
        dispatcher.SendAsync(
            mailId, input.Handoff.Id, input.To.Email,
            async () => new OutgoingMail(mailId, input.Handoff.Id, input.To.Email, input.To.Name, await render())
            {
                Waiter = new MailWaiter(kind, input.Account.Id, input.Handoff.Id) { Holder = input.To.Id },
            },
            cancellationToken, input.Account.Tester);

    private HandoffMailInput Input(LoadedAccount account, Handoff handoff, DateTimeOffset? answerBy)
    {
        var (state, playbook) = (Aliases.Joined(account.State), playbooks.Current);
        var team = teams.Current;
        var to = team.Find(handoff.AccountManager) ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}.");
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
                seal, publicOptions.Value.Url!, new AnswerToken(state.Account.Id, handoff.Id, to.Id), playbook.Stages, time.GetUtcNow()),
        };
    }
}
