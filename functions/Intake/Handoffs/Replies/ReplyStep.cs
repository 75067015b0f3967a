using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Subscriptions;

namespace Intake.Handoffs.Replies;

/// <summary>Tells whoever asked who will call them, or others what the playbook has them told, once the account manager has the lead, and once only.</summary>
public sealed class ReplyStep(
    AccountStore accounts, Mails mails, Keys keys, MailDispatcher dispatcher, MailRenderer renderer, SubscriptionLinks links, PlaybookInForce playbooks,
    TeamInForce teams) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.Reply;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        if (await accounts.LoadWithPersonsAsync(entry.Account, cancellationToken) is not { } loaded
            || ReplyPlan.To(loaded, entry.Reference, playbook) is not { } asked
            || teams.Current.Find(asked.Handoff.AccountManager) is not { } caller
            || await mails.IsRefusedAsync(keys.Recipient(asked.Email), cancellationToken)) return null;

        var person = loaded.Persons[asked.Handoff.Trigger.Person];
        var mailId = Keys.Id("reply", asked.Handoff.Id);
        var unsubscribe = links.Unsubscribe(asked.Person, ReplyTexts.In(asked.Member.Language).Language);
        var model = asked.Mail is { } mail
            ? ReplyMailModel.From(asked.Member.Language, mail, caller, unsubscribe)
            : ReplyMailModel.From(asked.Member.Language, playbook.Propositions[asked.Handoff.Proposition], caller, person.Facts.Of(FactNames.Phone) is not null, unsubscribe);
        var dispatched = await dispatcher.SendAsync(
            mailId, asked.Handoff.Id, asked.Email,
            async () => new OutgoingMail(mailId, asked.Handoff.Id, asked.Email, "", await renderer.RenderAsync(model))
            {
                Unsubscribe = unsubscribe, Waiter = new MailWaiter(Kind, entry.Account, entry.Reference) { Person = asked.Person },
            },
            cancellationToken, loaded.State.Account.Tester);
        return dispatched is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }
}
