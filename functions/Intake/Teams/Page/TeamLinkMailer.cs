using Intake.Handoffs;
using Intake.Mail;
using Intake.Storage;

namespace Intake.Teams.Page;

/// <summary>Mails the link to the page about one's own time, to the address that the team has.</summary>
public sealed class TeamLinkMailer(TeamInForce teams, TeamLinks links, MailDispatcher dispatcher, MailRenderer renderer, MessageQueue queue, TimeProvider time)
{
    /// <summary>Sends it; the same command again is the same mail. Whoever left meanwhile gets none.</summary>
    public async Task HandleAsync(TeamLinkCommand command, CancellationToken cancellationToken)
    {
        if (teams.Current.Find(command.AccountManager) is not { Active: true } manager) return;
        var mailId = Keys.Id("team-link", command.Id);
        var sent = await dispatcher.SendAsync(
            mailId, mailId, manager.Email,
            async () => new OutgoingMail(mailId, mailId, manager.Email, manager.Name, await renderer.RenderAsync(new TeamLinkMailModel(TeamTexts.In(manager.Language).Language, links.Make(manager)))),
            cancellationToken);
        if (sent is Dispatched.Later later)
            await queue.PutLaterAsync(later.Until - time.GetUtcNow(), QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
    }
}
