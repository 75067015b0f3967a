using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Handoffs;

/// <summary>Sends a submission that is not sales' business on to its mailbox.</summary>
public sealed class ForwardStep(AccountStore accounts, MailDispatcher dispatcher, MailRenderer renderer, PlaybookInForce playbooks) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.Forward;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await accounts.SubmissionAsync(entry.Account, entry.Reference, cancellationToken) is not { Submission: { } submission })
            return null;
        var playbook = playbooks.Current;
        if (Forwarding.MailboxFor(submission, playbook) is not { } mailbox) return null;

        var mailId = Keys.Id("forward", submission.Id);
        var dispatched = await dispatcher.SendAsync(
            mailId, submission.Id, mailbox,
            async () => new OutgoingMail(
                mailId, submission.Id, mailbox, mailbox, await renderer.RenderAsync(ForwardMailModel.From(submission, playbook))),
            cancellationToken, submission.Tester);
        return dispatched is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }
}
