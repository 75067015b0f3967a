using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Options;

namespace Intake.Handoffs;

/// <summary>Writes the mails about a handoff and sends each once.</summary>
public sealed class HandoffMailer(
    AccountStore accounts, MailDispatcher dispatcher, MailRenderer renderer, Seal seal, Playbook playbook, Team team,
    IOptions<PublicOptions> publicOptions, TimeProvider time)
{
    /// <summary>Sends the mail that hands a lead over.</summary>
    public async Task<Dispatched> HandOverAsync(
        AccountState state, Handoff handoff, DateTimeOffset answerBy, CancellationToken cancellationToken)
    {
        var mailId = Keys.Id("handoff", handoff.Id);
        var input = await InputAsync(state, handoff, answerBy, cancellationToken);
        return await dispatcher.SendAsync(
            mailId, handoff.Id, input.To.Email,
            async () => new OutgoingMail(
                mailId, handoff.Id, input.To.Email, input.To.Name, await renderer.RenderAsync(HandoffMailModel.From(input))),
            cancellationToken);
    }

    /// <summary>Sends what is new about a lead that was handed over.</summary>
    public async Task<Dispatched> UpdateAsync(AccountState state, Handoff handoff, Trigger news, CancellationToken cancellationToken)
    {
        var mailId = Keys.Id("update", handoff.Id, news.Submission);
        var input = await InputAsync(state, handoff, handoff.AnswerBy, cancellationToken);
        return await dispatcher.SendAsync(
            mailId, handoff.Id, input.To.Email,
            async () => new OutgoingMail(
                mailId, handoff.Id, input.To.Email, input.To.Name, await renderer.RenderAsync(UpdateMailModel.From(input))),
            cancellationToken);
    }

    private async Task<HandoffMailInput> InputAsync(
        AccountState state, Handoff handoff, DateTimeOffset? answerBy, CancellationToken cancellationToken)
    {
        var to = team.Find(handoff.AccountManager)
            ?? throw new InvalidDataException($"There is no account manager {handoff.AccountManager}.");
        var lead = state.Leads[AccountState.KeyOf(handoff.Proposition, handoff.Round)];
        var persons = await accounts.PersonsAsync(state.Account.Id, cancellationToken);
        return new HandoffMailInput
        {
            Account = state.Account,
            Lead = lead,
            Handoff = handoff,
            Persons = persons.ToImmutableDictionary(person => person.Id),
            OtherLeads = [.. state.Leads.Values.Where(other => !other.Closed && other.Proposition != lead.Proposition)],
            To = to,
            Team = team,
            Playbook = playbook,
            Rules = playbook.Routing,
            Contacts = playbook.Contacts,
            Wording = playbook.Wording,
            AnswerBy = answerBy,
            Links = AnswerLinks.Make(
                seal, publicOptions.Value.Url!, new AnswerToken(state.Account.Id, handoff.Id, to.Id), playbook.Stages, time.GetUtcNow()),
        };
    }
}
