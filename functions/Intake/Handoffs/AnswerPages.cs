using Intake.Accounts;
using Intake.Mail;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>Makes answer pages in the account manager's language.</summary>
public sealed class AnswerPages(MailRenderer renderer)
{
    /// <summary>A page about no handoff, for there is none to be told of.</summary>
    internal Task<IResult> RenderAsync(int status, HandoffPage page, string? language)
    {
        var texts = AnswerTexts.In(language);
        var (title, text) = texts.Page(page);
        return RenderAsync(status, new AnswerPageModel { Language = Texts.In(language).Language, Title = title, Text = text });
    }

    /// <summary>A page about a handoff.</summary>
    internal Task<IResult> RenderAsync(int status, HandoffPage page, AnswerScene scene, AnswerForm? form = null, AnswerProblem wrong = AnswerProblem.None) =>
        RenderAsync(status, Model(page, scene, form ?? AnswerForm.Empty, wrong));

    internal static AnswerPageModel Model(HandoffPage page, AnswerScene scene, AnswerForm form, AnswerProblem wrong)
    {
        var words = new AnswerWords(scene);
        var (title, text) = words.Texts.Page(page);
        var told = page is not HandoffPage.Gone && scene.Manager is { Active: true };
        return new AnswerPageModel
        {
            Language = words.Mail.Language,
            Title = title,
            Text = text,
            Company = told ? Plain.Line(CompanyOf(scene.View.Account)) : null,
            Proposition = told ? words.Proposition : null,
            Status = told ? words.Status : page is HandoffPage.Given ? [words.HasItNow] : [],
            Error = words.Error(wrong),
            Form = AnswerQuestions.Of(page, scene, form, words),
            Groups = AnswerOffers.Of(page, scene, words),
            Other = page is HandoffPage.Accepted ? words.Texts.Page(HandoffPage.FollowUp).Title : page is HandoffPage.Accept or HandoffPage.Reject or HandoffPage.Snooze or HandoffPage.Pass or HandoffPage.Territory
                or HandoffPage.Contact or HandoffPage.Stage or HandoffPage.Back ? words.Texts.Other : null,
        };
    }

    private static string? CompanyOf(Account account) =>
        account.Book?.Name ?? account.Stated.Of(FactNames.CompanyName) ?? account.Domains.FirstOrDefault();

    /// <summary>A page as it is said.</summary>
    internal async Task<IResult> RenderAsync(int status, AnswerPageModel model) =>
        new AnswerResult(status, await renderer.RenderAsync<AnswerPage>(nameof(AnswerPage.Model), model));
}
