using Azure;
using Intake.Enrichment;
using Intake.Http;
using Intake.Limits;
using Intake.Links;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Addresses;

/// <summary>The links by which people tell that another address is theirs too. A GET shows a page and changes nothing, as mail scanners follow links; a POST puts a command.</summary>
public sealed class AddressDoor(
    AddressLinks links, AddressPages pages, AddressPairs pairs, CommandDesk desk, DoorCheck check, Keys keys, PlaybookInForce playbooks, AddressLimit limit,
    IOptions<ProxyOptions> proxies, TimeProvider time)
{
    private const string Sent = "sent";

    /// <summary>Shows the form for another address, or what comes next once it was posted.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string token) => WithPersonAsync(request, token, _ =>
        request.Query.ContainsKey(Sent) ? pages.ShowAsync(request, AddressPage.Sent) : pages.FormAsync(request, BodyFields.None, []));

    /// <summary>Takes another address: whoever it is of, the answer is the same.</summary>
    public Task<IResult> PostAsync(HttpRequest request, string token, CancellationToken cancellationToken) => WithPersonAsync(request, token, async person =>
    {
        var body = await ReadAsync(request, cancellationToken);
        if (!body.IsValid) return await pages.ProblemAsync(request, body.Rejection);
        var fields = await RequestBody.FieldsAsync(request.ContentType, body.Value);
        if (!fields.IsValid) return await pages.ProblemAsync(request, fields.Rejection);
        var entry = FormReader.Read(playbooks.Current, AddressForm.Target, fields.Value);
        return entry.IsValid ? await TakeAsync(request, person, token, fields.Value, EmailAddress.Parse(entry.Value.Contact.Email))
            : entry.Rejection.Errors.IsEmpty ? await pages.ProblemAsync(request, entry.Rejection)
            : await pages.FormAsync(request, fields.Value, entry.Rejection.Errors);
    });

    /// <summary>Asks whether both addresses are theirs.</summary>
    public Task<IResult> AskConfirmAsync(HttpRequest request, string token, CancellationToken cancellationToken) =>
        WithPairAsync(request, token, (_, _) => Task.FromResult(AddressPage.AskConfirm), cancellationToken);

    /// <summary>Takes that they are.</summary>
    public Task<IResult> ConfirmAsync(HttpRequest request, string token, CancellationToken cancellationToken) =>
        WithPairAsync(request, token, async (link, state) => await desk.TryPutAsync(new ConfirmAddressCommand
        {
            Id = Keys.Id("confirm-address", link.Asking, link.Other, link.Request), At = time.GetUtcNow(), Asking = link.Asking, Other = link.Other, Company = link.Company,
        })
            ? state == PairState.Apart ? AddressPage.Noted : AddressPage.Confirmed
            : AddressPage.TryAgain, cancellationToken);

    /// <summary>Asks whether to ask an address no more.</summary>
    public Task<IResult> AskRefuseAsync(HttpRequest request, string token) =>
        pages.ShowAsync(request, links.OpenRefuse(token).Recipient is null ? AddressPage.Wrong : AddressPage.AskRefuse);

    /// <summary>Takes that it is to be asked no more: by the page's button, or by a mail program's one click (RFC 8058). An old link still does what it says.</summary>
    public async Task<IResult> RefuseAsync(HttpRequest request, string token) => await pages.ShowAsync(request,
        links.OpenRefuse(token).Recipient is not { } recipient ? AddressPage.Wrong
        : await desk.TryPutAsync(new RefuseAddressCommand { Id = Keys.Id("refuse-address", recipient), At = time.GetUtcNow(), Recipient = recipient }) ? AddressPage.Refused
        : AddressPage.TryAgain);

    private Task<IResult> WithPersonAsync(HttpRequest request, string token, Func<string, Task<IResult>> answer) => links.OpenAsk(token) switch
    {
        (SealState.Valid, { } person) => answer(person),
        (SealState.Expired, _) => pages.ShowAsync(request, AddressPage.Expired),
        _ => pages.ShowAsync(request, AddressPage.Wrong),
    };

    private async Task<Parsed<byte[]>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        limit.Count(proxies.Value.ClientOf(request)) is { } seconds ? AddressLimit.TooMany with { RetryAfter = seconds }
        : request.HasFormContentType
            ? await BodyReader.ReadAsync(request, jsonOnly: false, cancellationToken)
            : new Rejection(RejectionKind.MediaType, "Send the form of the page.");

    private async Task<IResult> TakeAsync(HttpRequest request, string person, string token, BodyFields fields, EmailAddress email)
    {
        var language = AddressTexts.In(fields[FormFieldNames.PageLanguage] ?? Caller.Language(request)).Language;
        var (suspicions, _) = await check.OfAsync(AddressForm.Target.Form, fields, proxies.Value.ClientOf(request));
        // What is no person's gets the same answer and no mail: there is nothing in it that could be lost.
        if (suspicions.IsEmpty && !await desk.TryPutAsync(CommandOf(person, email, language))) return await pages.ShowAsync(request, AddressPage.TryAgain);
        // A page of its own after a post, so that loading it again posts nothing.
        request.HttpContext.Response.Headers.Location = $"/addresses/{token}?{Sent}=1&lang={language}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    // The address is personal, so its hash is keyed.
    private AskAddressCommand CommandOf(string person, EmailAddress email, string language)
    {
        var now = time.GetUtcNow();
        return new AskAddressCommand
        {
            Id = keys.Hash("other-address", person, email.Canonical, $"{now.UtcDateTime:yyyy-MM-dd HH}"), At = now, Person = person, Email = email.Typed, Language = language,
        };
    }

    private async Task<IResult> WithPairAsync(
        HttpRequest request, string text, Func<AddressToken, PairState, Task<AddressPage>> answer, CancellationToken cancellationToken)
    {
        var (state, link) = links.OpenConfirm(text);
        if (link is null) return await pages.ShowAsync(request, AddressPage.Wrong);
        try
        {
            var pair = await pairs.LookAsync(link.Asking, _ => (link.Other, link.Company), cancellationToken);
            return await pages.ShowAsync(request, pair.State switch
            {
                PairState.One => AddressPage.AlreadyOne,
                PairState.Gone => AddressPage.Gone,
                _ when state == SealState.Expired => AddressPage.Expired,
                PairState.Underway => AddressPage.TryAgain,
                _ => await answer(link, pair.State),
            });
        }
        // Nothing was promised, and the link works again in a minute.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException)
        {
            return await pages.ShowAsync(request, AddressPage.TryAgain);
        }
    }
}
