using Intake.Limits;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Intake.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>What an address posts to.</summary>
public enum FormKind
{
    /// <summary>A form of the playbook.</summary>
    Form,

    /// <summary>A piece of content that is requested.</summary>
    Whitepaper,
}

/// <summary>The HTTP side of forms and of requests for content: JSON for machines, pages for browsers.</summary>
public sealed class FormDoor(
    PlaybookInForce playbooks, ReceiveForm receive, FormTokens tokens, FormPages pages, PaperLinks papers, AddressLimit limit, IntakeMetrics metrics,
    IOptions<PublicOptions> options, IOptions<ProxyOptions> proxies)
{
    private static readonly Rejection NotThere = new(RejectionKind.Unknown, "There is nothing of this name here.");

    /// <summary>Takes a post.</summary>
    public async Task<IResult> PostAsync(HttpRequest request, FormKind kind, string id, CancellationToken cancellationToken)
    {
        if (Find(kind, id) is not { } target) return await TurnAwayAsync(request, kind, NotThere);
        Cors.Allow(request, target.Form);
        var client = proxies.Value.ClientOf(request);
        if (limit.Count(client) is { } seconds) return await TurnAwayAsync(request, kind, AddressLimit.TooMany with { RetryAfter = seconds });
        var body = await BodyReader.ReadAsync(request, jsonOnly: false, cancellationToken);
        if (!body.IsValid) return await TurnAwayAsync(request, kind, body.Rejection);

        var answer = await receive.HandleAsync(target,
            new FormPost(request.ContentType, body.Value, Caller.IdempotencyKey(request), Caller.Language(request), client, Caller.TestKey(request),
                request.Headers.Referer.ToString()));
        return await AnswerAsync(request, target, answer);
    }

    /// <summary>Shows the form: a page for a browser, else its fields with HTML to paste.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, FormKind kind, string id)
    {
        if (Find(kind, id) is not { } target) return await RefuseAsync(request, NotThere);
        Cors.Allow(request, target.Form);
        if (Caller.WantsPage(request)) return await pages.FormAsync(request, target, BodyFields.None, []);

        request.HttpContext.Response.Headers.CacheControl = "no-store";
        request.HttpContext.Response.Headers.AppendCommaSeparatedValues("Vary", "Accept", "Accept-Language");
        return Results.Json(await DescribeAsync(target, Caller.Language(request)), HttpJson.Readable.FormDocument);
    }

    /// <summary>The built-in thank-you page.</summary>
    public Task<IResult> ThanksAsync(HttpRequest request, string id) =>
        (Find(FormKind.Form, id) ?? Find(FormKind.Whitepaper, id)) is { } target
            ? pages.ThanksAsync(request, target)
            : RefuseAsync(request, NotThere);

    /// <summary>Answers a preflight.</summary>
    public Task<IResult> PreflightAsync(HttpRequest request, FormKind kind, string id) =>
        Find(kind, id) is { } target ? Task.FromResult(Cors.Preflight(request, target.Form)) : RefuseAsync(request, NotThere);

    private async Task<IResult> AnswerAsync(HttpRequest request, FormTarget target, FormAnswer answer)
    {
        if (answer.Receipt.IsValid) return Accepted(request, target, answer);
        return Caller.WantsPage(request) && answer.Receipt.Rejection.Kind == RejectionKind.Fields
            ? await pages.FormAsync(request, target, answer.Fields, answer.Receipt.Rejection.Errors)
            : await RefuseAsync(request, answer.Receipt.Rejection);
    }

    private IResult Accepted(HttpRequest request, FormTarget target, FormAnswer answer)
    {
        var receipt = answer.Receipt.Value!;
        var paper = papers.AfterRequest(target, receipt, answer.NamesClient);
        return Caller.WantsPage(request)
            ? FormPages.Thanks(request, target, answer.Fields, paper)
            : ReceiptDoor.Accepted(
                request, receipt, StatusCodes.Status202Accepted, paper is null ? null : papers.PageOf(paper));
    }

    private FormTarget? Find(FormKind kind, string id) =>
        kind == FormKind.Form ? FormTarget.OfForm(playbooks.Current, id) : FormTarget.OfWhitepaper(playbooks.Current, id);

    // What is refused before a handler saw it is counted here.
    private Task<IResult> TurnAwayAsync(HttpRequest request, FormKind kind, Rejection rejection)
    {
        metrics.Rejected(kind == FormKind.Form ? "form" : "whitepaper", rejection.Kind);
        return RefuseAsync(request, rejection);
    }

    private Task<IResult> RefuseAsync(HttpRequest request, Rejection rejection) =>
        Caller.WantsPage(request) ? pages.ProblemAsync(request, rejection) : Task.FromResult(ProblemAnswer.Of(request, rejection));

    private async Task<FormDocument> DescribeAsync(FormTarget target, string? language)
    {
        var (playbook, action) = (playbooks.Current, options.Value.Address(target.Path));
        var fields = target.Form.Fields.Select(field => FieldDocuments.Of(field, FormChoices.Of(playbook, target.Form, field), language));
        return new FormDocument(target.Form.Id, target.Form.Title.In(language), "POST", action, [.. fields],
            tokens.Issue(target.Form.Id), await pages.SnippetAsync(target, action, language));
    }
}
