using System.Collections.Immutable;
using Intake.Captchas;
using Intake.Http.Pages;
using Intake.Links;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>Everything that a browser is shown of a form.</summary>
public sealed class FormPages(
    PlaybookInForce playbooks, FormTokens tokens, PaperLinks links, PageRenderer renderer, IOptions<CaptchaOptions> captcha)
{
    private const int MaxOrigin = 500;

    /// <summary>The form, empty or as it was filled in.</summary>
    public Task<IResult> FormAsync(HttpRequest request, FormTarget target, BodyFields values, ImmutableArray<FieldError> errors)
    {
        var language = values[FormFieldNames.PageLanguage] ?? Caller.Language(request);
        var view = ViewOf(target, language) with { Values = values, Errors = errors, Hidden = Hidden(request, target, values, language) };
        var status = errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        if (!errors.IsEmpty) Refusals.Note(request.HttpContext, new Rejection(RejectionKind.Fields, "Shown to the person.") { Errors = errors });
        return renderer.PageAsync<FormPage>(
            request, status, new Dictionary<string, object?> { ["View"] = view }, target.Form.ThankYouPages.Select(Origin), view.Captcha?.Provider.Policy);
    }

    /// <summary>The HTML that any website can paste.</summary>
    public async Task<string> SnippetAsync(FormTarget target, string action, string? language) =>
        SnippetLayout.Of(await renderer.RenderAsync<FormSnippet>(
            new Dictionary<string, object?> { ["View"] = ViewOf(target, language), ["Action"] = action }));

    /// <summary>On to the thank-you page: the one that was asked for if the form allows it, else its first, else ours.
    /// Never to an address that a stranger wrote. The token of a file goes along as <c>paper</c>.</summary>
    public static IResult Thanks(HttpRequest request, FormTarget target, BodyFields values, string? paper = null)
    {
        var pages = target.Form.ThankYouPages;
        var asked = values[FormFieldNames.Next];
        var language = values[FormFieldNames.PageLanguage] is "nl" or "en" ? $"?lang={values[FormFieldNames.PageLanguage]}" : "";
        var page = asked is not null && pages.Contains(asked, StringComparer.Ordinal)
            ? asked
            : pages.FirstOrDefault() ?? $"/thanks/{target.Form.Id}{language}";
        request.HttpContext.Response.Headers.Location = paper is null ? page : QueryHelpers.AddQueryString(page, "paper", paper);
        return Results.StatusCode(StatusCodes.Status303SeeOther);
    }

    /// <summary>The built-in thank-you page.</summary>
    public Task<IResult> ThanksAsync(HttpRequest request, FormTarget target)
    {
        var texts = PageTexts.In(Caller.Language(request));
        var papers = PaperTexts.In(texts.Language);
        var mailed = playbooks.Current.Content.GetValueOrDefault(target.Form.Id)?.Asset is { Delivery: AssetDelivery.Mail };
        var paper = request.Query["paper"].ToString();
        var mine = links.Open(paper) is { State: SealState.Valid, Token.Content: { } content } && content == target.Form.Id;
        return NoticeAsync(
            request, StatusCodes.Status200OK, texts.Thanks, mine ? papers.Ready : mailed ? papers.Mailed : texts.ThanksMore,
            target.Form.Title.In(texts.Language), mine ? (papers.Open, $"/papers/{paper}?lang={texts.Language}") : null);
    }

    /// <summary>A problem in words for people.</summary>
    public Task<IResult> ProblemAsync(HttpRequest request, Rejection rejection)
    {
        ProblemAnswer.SetHeaders(request, rejection);
        var texts = PageTexts.In(Caller.Language(request));
        return NoticeAsync(request, ProblemAnswer.StatusOf(rejection.Kind), texts.Sorry, texts.Problem(rejection.Kind));
    }

    private FormView ViewOf(FormTarget target, string? language) => new(playbooks.Current, target, language)
    {
        Captcha = captcha.Value is { Known: { } provider, SiteKey: { } key } && !target.Form.WithoutCaptcha ? new CaptchaView(provider, key) : null,
    };

    // What a website's own copy of the form sent beside the fields (a campaign, a page to return to) must survive a correction.
    private ImmutableArray<KeyValuePair<string, string>> Hidden(HttpRequest request, FormTarget target, BodyFields values, string? language)
    {
        var hidden = values.Values.Where(sent => !IsAskedAnew(sent.Key) && target.Form.Fields.All(field => field.Name != sent.Key)).ToDictionary();
        // The campaign that led to our own page stands in its address.
        foreach (var (name, value) in request.Query)
            if (Touches.Names.Contains(name) && value is [{ Length: > 0 and <= MaxOrigin } text]) hidden.TryAdd(name, text);
        if (values[FormFieldNames.Token] is null) hidden[FormFieldNames.Token] = tokens.Issue(target.Form.Id);
        if (language is not null) hidden[FormFieldNames.PageLanguage] = language;
        return [.. hidden.OrderBy(field => field.Key, StringComparer.Ordinal)];
    }

    // The page has these fields itself.
    private static bool IsAskedAnew(string name) => name == FormFieldNames.Trap || CaptchaProvider.IsAnswer(name);

    private Task<IResult> NoticeAsync(HttpRequest request, int status, string title, string text, string? about = null, (string Label, string Address)? link = null) =>
        renderer.PageAsync<NoticePage>(request, status, new Dictionary<string, object?>
        {
            ["Texts"] = PageTexts.In(Caller.Language(request)), ["Title"] = title, ["Text"] = text, ["About"] = about, ["Link"] = link,
        });

    private static string Origin(string page) =>
        Uri.TryCreate(page, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http"
            ? uri.GetLeftPart(UriPartial.Authority)
            : "'self'";
}
