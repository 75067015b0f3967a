using System.Collections.Immutable;
using Intake.Http;
using Intake.Http.Pages;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;

namespace Intake.Addresses;

/// <summary>Everything that a browser is shown about other addresses.</summary>
public sealed class AddressPages(PlaybookInForce playbooks, FormTokens tokens, PageRenderer renderer)
{
    /// <summary>The form, empty or as it was filled in.</summary>
    public Task<IResult> FormAsync(HttpRequest request, BodyFields values, ImmutableArray<FieldError> errors)
    {
        var texts = AddressTexts.In(values[FormFieldNames.PageLanguage] ?? Caller.Language(request));
        if (!errors.IsEmpty) Refusals.Note(request.HttpContext, new Rejection(RejectionKind.Fields, "Shown to the person.") { Errors = errors });
        var view = new FormView(playbooks.Current, AddressForm.Target, texts.Language)
        {
            Values = values,
            Errors = errors,
            AboutAnother = true,
            Hidden =
            [
                new(FormFieldNames.PageLanguage, texts.Language),
                new(FormFieldNames.Token, values[FormFieldNames.Token] ?? tokens.Issue(AddressForm.Target.Form.Id)),
            ],
        };
        NoIndex(request);
        var status = errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return renderer.PageAsync<FormPage>(request, status, new Dictionary<string, object?> { ["View"] = view, ["Intro"] = texts.Intro });
    }

    /// <summary>A page that tells or asks.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, AddressPage page)
    {
        NoIndex(request);
        if (page == AddressPage.TryAgain) request.HttpContext.Response.Headers.RetryAfter = "60";
        var status = page switch
        {
            AddressPage.Wrong => StatusCodes.Status404NotFound,
            AddressPage.Expired or AddressPage.Gone => StatusCodes.Status410Gone,
            AddressPage.TryAgain => StatusCodes.Status503ServiceUnavailable,
            _ => StatusCodes.Status200OK,
        };
        return renderer.PageAsync<AddressView>(request, status, new Dictionary<string, object?> { ["Page"] = page, ["Language"] = Caller.Language(request) });
    }

    /// <summary>A problem in words for people.</summary>
    public Task<IResult> ProblemAsync(HttpRequest request, Rejection rejection)
    {
        ProblemAnswer.SetHeaders(request, rejection);
        var texts = PageTexts.In(Caller.Language(request));
        return renderer.PageAsync<NoticePage>(request, ProblemAnswer.StatusOf(rejection.Kind), new Dictionary<string, object?>
        {
            ["Texts"] = texts, ["Title"] = texts.Sorry, ["Text"] = texts.Problem(rejection.Kind),
        });
    }

    private static void NoIndex(HttpRequest request) => request.HttpContext.Response.Headers["X-Robots-Tag"] = "noindex";
}
