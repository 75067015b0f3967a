using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Handoffs;

/// <summary>Sends what sales refused as somebody else's matter on to the mailbox that the reason names.</summary>
public sealed class ForwardRefusedStep(AccountStore accounts, MailDispatcher dispatcher, MailRenderer renderer, PlaybookInForce playbooks) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.ForwardRefused;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        if (await accounts.ClosedHandoffAsync(entry.Account, entry.Reference, cancellationToken) is not { } handoff || FollowUp.Refused(handoff) is not { } reason
            || playbook.Stages.Reasons.GetValueOrDefault(reason) is not { Forward: { } mailbox }
            || await accounts.SubmissionAsync(entry.Account, handoff.Trigger.Submission, cancellationToken) is not { Submission: { } submission }) return null;
        var mailId = Keys.Id("forward-refused", handoff.Id);
        var dispatched = await dispatcher.SendAsync(
            mailId, submission.Id, mailbox,
            async () => new OutgoingMail(mailId, submission.Id, mailbox, mailbox, await renderer.RenderAsync(ForwardMailModel.From(submission, playbook))),
            cancellationToken, submission.Tester);
        return dispatched is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }
}
