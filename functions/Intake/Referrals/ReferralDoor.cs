using Intake.Handoffs;
using Intake.Http;
using Intake.Limits;
using Intake.Links;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Referrals;

/// <summary>The HTTP side of referrals: pages for people, without a script.</summary>
public sealed class ReferralDoor(
    ReceiveReferral receive, ReferralLinks links, ReferralPages pages, TeamInForce teams, PlaybookInForce playbooks, AddressLimit limit, IOptions<ProxyOptions> proxies)
{
    private const string Sent = "sent";

    /// <summary>Shows the page that asks for one's address, or tells that it was taken.</summary>
    public Task<IResult> ShowAsync(HttpRequest request) =>
        request.Query.ContainsKey(Sent)
            ? pages.NoticeAsync(request, StatusCodes.Status200OK, texts => texts.OnItsWay)
            : AskAsync(request, BodyFields.None, []);

    /// <summary>Takes an address.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await ReadAsync(request, cancellationToken);
        if (!body.IsValid) return await pages.ProblemAsync(request, body.Rejection);
        var answer = await receive.AskAsync(request.ContentType, body.Value, CircumstancesOf(request));
        return answer.Receipt.IsValid ? Onwards(request, "/refer", answer.Fields)
            : answer.Receipt.Rejection.Errors.IsEmpty ? await pages.ProblemAsync(request, answer.Receipt.Rejection)
            : await AskAsync(request, answer.Fields, answer.Receipt.Rejection.Errors);
    }

    /// <summary>Shows the form behind a personal link, or thanks for what was posted by it.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string token) =>
        WithReferrerAsync(request, token, referrer => request.Query.ContainsKey(Sent)
            ? pages.NoticeAsync(request, StatusCodes.Status200OK, texts => texts.Thanks, texts => (texts.Another, $"/refer/{token}?lang={texts.Language}"))
            : ReferAsync(request, referrer, BodyFields.None, []));

    /// <summary>Takes a referral.</summary>
    public Task<IResult> PostAsync(HttpRequest request, string token, CancellationToken cancellationToken) =>
        WithReferrerAsync(request, token, async referrer =>
        {
            var body = await ReadAsync(request, cancellationToken);
            if (!body.IsValid) return await pages.ProblemAsync(request, body.Rejection);
            var answer = await receive.ReferAsync(referrer, request.ContentType, body.Value, CircumstancesOf(request));
            return answer.Receipt.IsValid ? Onwards(request, $"/refer/{token}", answer.Fields)
                : answer.Receipt.Rejection.Errors.IsEmpty ? await pages.ProblemAsync(request, answer.Receipt.Rejection)
                : await ReferAsync(request, referrer, answer.Fields, answer.Receipt.Rejection.Errors);
        });

    private Circumstances CircumstancesOf(HttpRequest request) =>
        new() { Language = Caller.Language(request), ClientAddress = proxies.Value.ClientOf(request) };

    private async Task<Parsed<byte[]>> ReadAsync(HttpRequest request, CancellationToken cancellationToken) =>
        limit.Count(proxies.Value.ClientOf(request)) is { } seconds ? AddressLimit.TooMany with { RetryAfter = seconds }
        : request.HasFormContentType
            ? await BodyReader.ReadAsync(request, jsonOnly: false, cancellationToken)
            : new Rejection(RejectionKind.MediaType, "Send the form of the page.");

    private Task<IResult> AskAsync(HttpRequest request, BodyFields values, System.Collections.Immutable.ImmutableArray<FieldError> errors) =>
        pages.FormAsync(request, ReferralForms.Link, ReferralTexts.In(values[FormFieldNames.PageLanguage] ?? Caller.Language(request)).Ask, values, errors);

    private Task<IResult> ReferAsync(
        HttpRequest request, Referrer referrer, BodyFields values, System.Collections.Immutable.ImmutableArray<FieldError> errors) =>
        pages.FormAsync(request, ReferralForms.Referral(playbooks.Current, named: referrer.In(teams.Current) is not null), null, values, errors);

    private Task<IResult> WithReferrerAsync(HttpRequest request, string token, Func<Referrer, Task<IResult>> answer)
    {
        var (state, referrer) = links.Open(token);
        if (referrer is null) return pages.NoticeAsync(request, StatusCodes.Status404NotFound, texts => texts.Wrong, NewLink);
        return state is SealState.Expired || !Referrers.StillHolds(referrer, teams.Current)
            ? pages.NoticeAsync(request, StatusCodes.Status410Gone, texts => texts.Expired, NewLink)
            : answer(referrer);
    }

    private static (string Label, string Address) NewLink(ReferralTexts texts) => (texts.NewLink, $"/refer?lang={texts.Language}");

    // A page of its own after a post, so that loading it again posts nothing.
    private static IResult Onwards(HttpRequest request, string page, BodyFields fields)
    {
        var language = ReferralTexts.In(fields[FormFieldNames.PageLanguage] ?? Caller.Language(request)).Language;
        request.HttpContext.Response.Headers.Location = $"{page}?{Sent}=1&lang={language}";
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }
}
