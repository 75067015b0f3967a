using System.Collections.Immutable;
using Intake.Http;
using Intake.Http.Pages;
using Intake.Playbooks;
using Intake.Submissions;
using Intake.Submissions.Bodies;
using Intake.Submissions.Forms;
using Microsoft.AspNetCore.Http;

namespace Intake.Referrals;

/// <summary>Everything that a browser is shown about referrals.</summary>
public sealed class ReferralPages(PlaybookInForce playbooks, FormTokens tokens, PageRenderer renderer)
{
    /// <summary>A form, empty or as it was filled in.</summary>
    public Task<IResult> FormAsync(HttpRequest request, FormTarget target, string? intro, BodyFields values, ImmutableArray<FieldError> errors)
    {
        var language = values[FormFieldNames.PageLanguage] ?? ReferralTexts.In(Caller.Language(request)).Language;
        if (!errors.IsEmpty) Refusals.Note(request.HttpContext, new Rejection(RejectionKind.Fields, "Shown to the person.") { Errors = errors });
        var view = new FormView(playbooks.Current, target, language)
        {
            Values = values,
            Errors = errors,
            AboutAnother = target != ReferralForms.Link,
            Hidden =
            [
                new(FormFieldNames.PageLanguage, language),
                new(FormFieldNames.Token, values[FormFieldNames.Token] ?? tokens.Issue(target.Form.Id)),
            ],
        };
        var status = errors.IsEmpty ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity;
        return renderer.PageAsync<FormPage>(request, status, new Dictionary<string, object?> { ["View"] = view, ["Intro"] = intro });
    }

    /// <summary>A page that only tells.</summary>
    public Task<IResult> NoticeAsync(
        HttpRequest request, int status, Func<ReferralTexts, (string Title, string Text)> what, Func<ReferralTexts, (string Label, string Address)>? link = null)
    {
        var texts = ReferralTexts.In(Caller.Language(request));
        var (title, text) = what(texts);
        return renderer.PageAsync<NoticePage>(request, status, new Dictionary<string, object?>
        {
            ["Texts"] = PageTexts.In(texts.Language), ["Title"] = title, ["Text"] = text, ["Link"] = link?.Invoke(texts),
        });
    }

    /// <summary>A problem in words for people.</summary>
    public Task<IResult> ProblemAsync(HttpRequest request, Rejection rejection)
    {
        ProblemAnswer.SetHeaders(request, rejection);
        var texts = PageTexts.In(Caller.Language(request));
        return NoticeAsync(request, ProblemAnswer.StatusOf(rejection.Kind), _ => (texts.Sorry, texts.Problem(rejection.Kind)));
    }
}
