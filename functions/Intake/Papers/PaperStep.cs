using Intake.Accounts;
using Intake.Addresses;
using Intake.Agenda;
using Intake.Departures;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Subscriptions;
using Microsoft.Extensions.Logging;

namespace Intake.Papers;

/// <summary>Mails the link to a file to whoever asked for it, once for each time they asked.</summary>
public sealed partial class PaperStep(
    AccountStore accounts, AssetStore assets, PaperLinks links, SubscriptionLinks subscriptions, AddressLinks addresses, MailDispatcher dispatcher, MailRenderer renderer, PlaybookInForce playbooks,
    TimeProvider time, ILogger<PaperStep> logger) : IAgendaStep
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    public string Kind => AgendaKinds.Paper;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        if (await accounts.SubmissionAsync(entry.Account, entry.Reference, cancellationToken) is not { Submission: { } submission } record)
            return null;
        if (Undeliverables.Has(await accounts.LoadAsync(entry.Account, cancellationToken), record.PersonId)) return null;
        if (PaperMails.AskedFor(submission, playbooks.Current) is not { Asset: { } asset } item) return null;
        if (!await assets.HasAsync(asset, cancellationToken))
        {
            // A link to nothing helps nobody; whoever forgot the file hears of it here, and it is mailed once it is there.
            FileMissing(logger, asset.File, item.Id);
            return entry with { Due = time.GetUtcNow() + LookAgain };
        }
        return await SendAsync(entry, submission, record.PersonId, item, cancellationToken) is Dispatched.Later later
            ? entry with { Due = later.Until }
            : null;
    }

    private Task<Dispatched> SendAsync(AgendaEntry entry, Submission submission, string person, ContentItem item, CancellationToken cancellationToken)
    {
        // One a day for a person and a paper, however often somebody asks in their name.
        var mailId = Keys.Id("paper", person, item.Id, Rows.Time(submission.ReceivedAt)[..8]);
        var to = submission.Contact.Email;
        return dispatcher.SendAsync(
            mailId, submission.Id, to,
            async () =>
            {
                var page = links.PageOf(links.Seal(new PaperToken(item.Id, submission.Id, person)));
                var language = PaperTexts.In(submission.Language).Language;
                var unsubscribe = subscriptions.Unsubscribe(person, language);
                var mail = PaperMailModel.From(item, page, time.GetUtcNow() + PaperLinks.Lifetime, unsubscribe, addresses.Ask(person, language), language);
                return new OutgoingMail(mailId, submission.Id, to, to, await renderer.RenderAsync(mail))
                {
                    Unsubscribe = unsubscribe, Waiter = new MailWaiter(Kind, entry.Account, entry.Reference) { Person = person },
                };
            },
            cancellationToken, submission.Tester);
    }

    [LoggerMessage(LogLevel.Error, "The container assets has no file {File} of {Content}: a mail waits for it")]
    private static partial void FileMissing(ILogger logger, string file, string content);
}
