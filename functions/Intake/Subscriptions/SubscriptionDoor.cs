using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Intake.Accounts;
using Intake.Addresses;
using Intake.Http;
using Intake.Links;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Subscriptions;

/// <summary>The links of mails to persons. A GET shows a page and changes nothing, as mail scanners follow links; a POST puts a submission.</summary>
public sealed class SubscriptionDoor(
    SubscriptionLinks links, AddressLinks addresses, People people, AccountStore accounts, SubmissionDesk desk, PageRenderer pages, IOptions<ProxyOptions> proxies, TimeProvider time)
{
    /// <summary>Asks whether to confirm.</summary>
    public Task<IResult> AskConfirmAsync(HttpRequest request, string token, CancellationToken cancellationToken) =>
        WithConsentAsync(request, token, _ => Task.FromResult(SubscriptionPage.AskConfirm), cancellationToken);

    /// <summary>Confirms.</summary>
    public Task<IResult> ConfirmAsync(HttpRequest request, string token, CancellationToken cancellationToken) =>
        WithConsentAsync(request, token, link => PutAsync(request, link.Person, PermissionActivities.Confirmed, SubscriptionPage.Confirmed, SubmissionKey.Message(
            Keys.Id("confirm", link.Person, link.Purpose, link.Submission)), Said(request, SubscriptionPage.AskConfirm, given: true, link.Purpose.Split(','))), cancellationToken);

    /// <summary>Asks what is to end.</summary>
    public Task<IResult> AskUnsubscribeAsync(HttpRequest request, string token) =>
        ShowAsync(request, WithPerson(token) ?? SubscriptionPage.AskUnsubscribe, links.OpenUnsubscribe(token).Person);

    /// <summary>Ends it: by the page's buttons, or by a mail program's one click (RFC 8058), which posts nothing else and wants no more than 200.</summary>
    public async Task<IResult> UnsubscribeAsync(HttpRequest request, string token, CancellationToken cancellationToken)
    {
        if (WithPerson(token) is { } wrong) return await ShowAsync(request, wrong);
        var person = links.OpenUnsubscribe(token).Person!;
        var all = await WantsAllAsync(request, cancellationToken);
        string[] purposes = all ? [ConsentPurposes.Mail, ConsentPurposes.Phone, ConsentPurposes.Tracking] : [ConsentPurposes.Mail];
        // By the second: a button pressed twice is one, and whoever subscribes again may use an old link at once.
        var key = SubmissionKey.Message(Keys.Id("unsubscribe", $"{all}", person, time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        return await ShowAsync(request, await PutAsync(
            request, person, all ? PermissionActivities.Objected : PermissionActivities.Unsubscribed,
            all ? SubscriptionPage.Objected : SubscriptionPage.Unsubscribed, key,
            Said(request, SubscriptionPage.AskUnsubscribe, given: false, purposes)), person);
    }

    private async Task<IResult> WithConsentAsync(
        HttpRequest request, string text, Func<ConfirmToken, Task<SubscriptionPage>> answer, CancellationToken cancellationToken)
    {
        var (state, link) = links.OpenConfirm(text);
        if (link is null) return await ShowAsync(request, SubscriptionPage.Wrong);
        try
        {
            var person = await people.FindAsync(link.Person, cancellationToken) is { } known
                ? await accounts.PersonAsync(known.AccountId, known.PersonId, cancellationToken) : null;
            var histories = link.Purpose.Split(',').Select(purpose => person?.Consents?.GetValueOrDefault(purpose, []) ?? []).ToList();
            return await ShowAsync(request,
                histories.TrueForAll(history => history.HoldsAt(DateTimeOffset.MaxValue, confirmed: true)) ? SubscriptionPage.AlreadyConfirmed
                : person is null or { Objected: not null } || !histories.TrueForAll(history => history.Stands(link.Submission)) ? SubscriptionPage.Ended
                : state == SealState.Expired ? SubscriptionPage.Expired
                : await answer(link));
        }
        // Nothing was promised, and the link works again in a minute.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException)
        {
            return await ShowAsync(request, SubscriptionPage.TryAgain);
        }
    }

    // Why an unsubscription cannot be; null when it can. An old link still does what it says.
    private SubscriptionPage? WithPerson(string token) => links.OpenUnsubscribe(token).State switch
    {
        SealState.Valid or SealState.Expired => null,
        _ => SubscriptionPage.Wrong,
    };

    private static async Task<bool> WantsAllAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: false, cancellationToken);
        if (!body.IsValid) return false;
        var fields = await RequestBody.FieldsAsync(request.ContentType, body.Value);
        return fields.IsValid && fields.Value["do"] == "all";
    }

    private static ImmutableArray<Consent> Said(HttpRequest request, SubscriptionPage page, bool given, params string[] purposes)
    {
        var text = SubscriptionTexts.In(Caller.Language(request)).Text(page);
        return [.. purposes.Select(purpose => new Consent(purpose, given, text, Keys.Id(text)[..12]))];
    }

    private async Task<SubscriptionPage> PutAsync(
        HttpRequest request, string person, string activity, SubscriptionPage done, SubmissionKey key, ImmutableArray<Consent> consents)
    {
        var entry = new Entry
        {
            Source = OptIn.Link, Content = "-", Activity = activity, PersonId = person, Contact = new Contact { Email = "" }, Consents = consents,
        };
        var receipt = await desk.AcceptAsync(entry, key, new Circumstances { Language = Caller.Language(request), ClientAddress = proxies.Value.ClientOf(request) });
        return receipt.IsValid ? done : SubscriptionPage.TryAgain;
    }

    private Task<IResult> ShowAsync(HttpRequest request, SubscriptionPage page, string? person = null)
    {
        var headers = request.HttpContext.Response.Headers;
        headers["X-Robots-Tag"] = "noindex";
        var status = page switch
        {
            SubscriptionPage.Wrong => StatusCodes.Status404NotFound,
            SubscriptionPage.Expired or SubscriptionPage.Ended => StatusCodes.Status410Gone,
            SubscriptionPage.TryAgain => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        if (page == SubscriptionPage.TryAgain) headers.RetryAfter = "60";
        return pages.PageAsync<SubscriptionView>(request, status, new Dictionary<string, object?>
        {
            ["Page"] = page, ["Language"] = Caller.Language(request),
            ["OtherAddress"] = person is null ? null : addresses.Ask(person, SubscriptionTexts.In(Caller.Language(request)).Language),
        });
    }
}
