using Intake.Accounts;
using Intake.Mail;
using Intake.Playbooks;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>Makes answer pages in the account manager's language.</summary>
public sealed class AnswerPages(MailRenderer renderer, TeamInForce teams, PlaybookInForce playbooks)
{
    internal async Task<IResult> RenderAsync(
        int status, HandoffPage page, AnswerToken? link, HandoffView? view, AnswerForm? form = null,
        AnswerProblem wrong = AnswerProblem.None)
    {
        var model = Model(page, teams.Current.Find(link?.AccountManager), view, form, wrong);
        return new AnswerResult(status, await renderer.RenderAsync<AnswerPage>(nameof(AnswerPage.Model), model));
    }

    internal AnswerPageModel Model(HandoffPage page, AccountManager? manager, HandoffView? view, AnswerForm? form, AnswerProblem wrong)
    {
        var (texts, playbook) = (Texts.In(manager?.Language), playbooks.Current);
        return new AnswerPageModel
        {
            Language = texts.Language,
            Page = page,
            Title = texts.PageTitle(page),
            Text = texts.PageText(page),
            Company = view is null
                ? null
                : Plain.Line(
                    view.Account.Book?.Name ?? view.Account.Stated.Of(FactNames.CompanyName) ?? view.Account.Domains.FirstOrDefault()),
            Proposition = view is null ? null : Proposition(view.Handoff.Proposition, playbook, texts),
            Status = view is null || manager is null ? null : Status(view, manager, playbook, texts),
            Error = wrong switch
            {
                AnswerProblem.NoReason => texts.ChooseReason,
                AnswerProblem.WrongDate => texts.WrongDate,
                _ => null,
            },
            Reasons = page is HandoffPage.Reject
                ? [.. playbook.Stages.Refusals.Select(refusal => (refusal.Id, refusal.Label.In(texts.Language), refusal.AsksDate))]
                : [],
            Reason = form?.Reason,
            Until = Plain.Line(form?.Until, 20),
            Words = new AnswerPageWords(texts.Take, texts.NotForMe, texts.Reason, texts.BackFrom, texts.Optional, texts.Confirm),
        };
    }

    private static string Proposition(string id, Playbook playbook, Texts texts) =>
        playbook.Propositions.TryGetValue(id, out var proposition) ? proposition.Name.In(texts.Language) : id;

    private static string? Status(HandoffView view, AccountManager manager, Playbook playbook, Texts texts)
    {
        var calendar = WorkCalendar.For(playbook.Routing.Hours, manager);
        return view.Handoff.Answer is { } answer ? texts.Answered(answer.Kind, texts.Moment(calendar.Local(answer.At)))
            : view.Handoff.AnswerBy is { } by ? texts.AnswerBefore(texts.Moment(calendar.Local(by))) : null;
    }
}
