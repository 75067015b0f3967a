using Azure;
using Intake.Accounts;
using Intake.Links;
using Intake.Mail;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs.Files;

/// <summary>Reads an account with its persons; null when there is none.</summary>
public delegate Task<LoadedAccount?> ReadWithPersons(string account, CancellationToken cancellationToken);

/// <summary>Gives the files that the mail links to, to whoever has the lead and to nobody who had it: as it is known now, and nothing is changed.</summary>
public sealed class FileHandler(Seal seal, ReadWithPersons read, HandoffMailer mailer, AnswerPages pages, TeamInForce teams, TimeProvider time)
{
    /// <summary>The card of whom to contact first.</summary>
    public Task<IResult> CardAsync(string token, CancellationToken cancellationToken) => WithPersonAsync(SealPurposes.Card, token, (input, person) =>
        new FileAnswer("text/vcard", "contact.vcf", ContactCard.Of(input, person)), cancellationToken);

    /// <summary>A time to call them.</summary>
    public Task<IResult> CalendarAsync(string token, CancellationToken cancellationToken) => WithPersonAsync(SealPurposes.Calendar, token, (input, person) =>
        new FileAnswer("text/calendar", "call.ics", CallSlot.Of(input, person, time.GetUtcNow())), cancellationToken);

    private async Task<IResult> WithPersonAsync(
        string purpose, string token, Func<HandoffMailInput, string, FileAnswer> give, CancellationToken cancellationToken)
    {
        var opened = seal.Open(purpose, token);
        if (opened.AnotherKey) return await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Expired, null);
        if (opened.State is SealState.Wrong || AnswerToken.Parse(opened.Text) is not { } link)
            return await pages.RenderAsync(StatusCodes.Status404NotFound, HandoffPage.Wrong, null);
        var language = teams.Current.Find(link.AccountManager)?.Language;
        if (opened.State is SealState.Expired) return await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Expired, language);
        try
        {
            return await read(link.Account, cancellationToken) is { } account && Of(link, account) is { } input && new MailFacts(input).FirstContact is { } person
                && input.Persons.ContainsKey(person)
                ? give(input, person) : await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Gone, language);
        }
        // For a person an empty error page is no answer.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return await pages.RenderAsync(StatusCodes.Status503ServiceUnavailable, HandoffPage.TryAgain, language);
        }
    }

    private HandoffMailInput? Of(AnswerToken link, LoadedAccount account) =>
        account.State.Handoffs.GetValueOrDefault(link.Handoff) is { IsOpen: true } handoff && handoff.AccountManager == link.AccountManager
        && teams.Current.Find(link.AccountManager) is not null && account.State.Leads.ContainsKey(AccountState.KeyOf(handoff.Proposition, handoff.Round))
            ? mailer.Input(account, handoff, handoff.AnswerBy) : null;
}
