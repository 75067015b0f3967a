using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Addresses;
using Intake.Agenda;
using Intake.Departures;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Subscriptions;

/// <summary>Mails somebody to confirm a consent: once a person and purpose in seven days, and never who is confirmed, withdrew or objected.</summary>
public sealed class ConfirmStep(
    AccountStore accounts, MailDispatcher dispatcher, MailRenderer renderer, SubscriptionLinks links, AddressLinks addresses, PlaybookInForce playbooks) : IAgendaStep
{
    /// <inheritdoc/>
    public string Kind => AgendaKinds.Confirm;

    /// <summary>Does what an agenda entry reminds of; gives the next reminder, or null.</summary>
    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        if (await accounts.SubmissionAsync(entry.Account, entry.Reference, cancellationToken) is not { Submission: { } submission } record
            || !OptIn.NeedsMail(submission, playbook)) return null;
        if (await accounts.WholePersonAsync(entry.Account, record.PersonId, cancellationToken) is not { } person || !IsWanted(person, submission)) return null;
        if (person.Facts.Of(FactNames.Email) is not { } to
            || Undeliverables.Has(await accounts.LoadAsync(entry.Account, cancellationToken), record.PersonId)) return null;

        var purposes = string.Join(',', OptIn.Purposes(submission));
        // Who left and comes back is asked anew.
        var left = OptIn.Purposes(submission).Select(purpose => HistoryOf(person, purpose).LastWithdrawal()?.By ?? "-");
        var mailId = Keys.Id(["confirm", person.Id, purposes, Week(submission), .. left]);
        var dispatched = await dispatcher.SendAsync(
            mailId, submission.Id, to, async () => await WriteAsync(mailId, to, submission, person, playbook) with
            {
                Waiter = new MailWaiter(Kind, entry.Account, entry.Reference) { Person = record.PersonId },
            }, cancellationToken, submission.Tester);
        return dispatched is Dispatched.Later later ? entry with { Due = later.Until } : null;
    }

    /// <summary>Whether something that a submission of a person consents to waits for its confirmation.</summary>
    public static bool IsWanted(Person person, Submission submission) => person.Objected is null && OptIn.Purposes(submission).Any(purpose =>
        HistoryOf(person, purpose).Stands(submission.Id) && !HistoryOf(person, purpose).HoldsAt(DateTimeOffset.MaxValue, confirmed: true));

    private static ImmutableArray<ConsentStatement> HistoryOf(Person person, string purpose) => person.Consents?.GetValueOrDefault(purpose, []) ?? [];

    // Whoever posts somebody's address a thousand times has them mailed once in a link's life.
    private static string Week(Submission submission) =>
        (submission.ReceivedAt.UtcTicks / SubscriptionLinks.ConfirmFor.Ticks).ToString(CultureInfo.InvariantCulture);

    private async Task<OutgoingMail> WriteAsync(string mailId, string to, Submission submission, Person person, Playbook playbook)
    {
        var language = (submission.Language ?? person.Facts.Of(FactNames.Language)) is "nl" ? "nl" : "en";
        var unsubscribe = links.Unsubscribe(person.Id, language);
        var model = new ConfirmMailModel(
            language, [.. OptIn.WordsOf(submission, playbook, language)],
            links.Confirm(new ConfirmToken(person.Id, string.Join(',', OptIn.Purposes(submission)), submission.Id), language), unsubscribe,
            addresses.Ask(person.Id, language));
        return new OutgoingMail(mailId, submission.Id, to, "", await renderer.RenderAsync(model)) { Unsubscribe = unsubscribe };
    }
}
