using Azure;
using Intake.Accounts;
using Intake.Links;
using Intake.Playbooks;
using Intake.Stages;
using Intake.Commands;
using Intake.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>Reads a handoff, open or closed, with its account; null when there is none.</summary>
public delegate Task<HandoffView?> ReadHandoff(string account, string handoff, CancellationToken cancellationToken);

/// <summary>A handoff with its account.</summary>
public sealed record HandoffView(Accounts.Handoff Handoff, Accounts.Account Account);

/// <summary>Answers the links in the mail: a GET shows a page and changes nothing, as mail scanners follow links;
/// a POST puts a command.</summary>
public sealed class AnswerHandler(Seal seal, ReadHandoff read, MessageQueue queue, AnswerPages pages, PlaybookInForce playbooks, TimeProvider time)
{
    /// <summary>Shows the page.</summary>
    public Task<IResult> ShowAsync(string token, AnswerForm asked, CancellationToken cancellationToken) =>
        WithHandoffAsync(token, (link, view) =>
        {
            var page = asked.Answer switch
            {
                AnswerKinds.Accept => HandoffPage.Accept,
                AnswerKinds.Reject => HandoffPage.Reject,
                _ => HandoffPage.Choose,
            };
            return view.Handoff.Answer is null
                ? pages.RenderAsync(StatusCodes.Status200OK, page, link, view, asked)
                : pages.RenderAsync(StatusCodes.Status200OK, HandoffPage.Answered, link, view);
        }, cancellationToken);

    /// <summary>Takes the answer.</summary>
    public Task<IResult> SubmitAsync(string token, AnswerForm form, CancellationToken cancellationToken) =>
        WithHandoffAsync(token, async (link, view) =>
        {
            var playbook = playbooks.Current;
            var choice = form.Check(
                playbook.Stages, DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time.GetUtcNow(), playbook.Routing.Hours.Zone).DateTime));
            if (choice.Wrong is not AnswerProblem.None) return await AskAgainAsync(link, view, form, choice.Wrong);
            if (view.Handoff.Answer is { } before && before.Kind != choice.Answer)
                return await pages.RenderAsync(StatusCodes.Status409Conflict, HandoffPage.Answered, link, view);

            // Given before, the same: nothing is left to do, and it is thanked for again.
            if (view.Handoff.Answer is null) await PutAsync(link, choice, cancellationToken);
            return await pages.RenderAsync(
                StatusCodes.Status200OK, choice.Answer == AnswerKinds.Accept ? HandoffPage.Accepted : HandoffPage.Rejected, link, view);
        }, cancellationToken);

    private async Task<IResult> WithHandoffAsync(
        string token, Func<AnswerToken, HandoffView, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        var opened = seal.Open(SealPurposes.Answer, token);
        if (opened.State is SealState.Wrong || AnswerToken.Parse(opened.Text) is not { } link)
            return await pages.RenderAsync(StatusCodes.Status404NotFound, HandoffPage.Wrong, null, null);
        if (opened.State is SealState.Expired) return await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Expired, link, null);
        try
        {
            var view = await read(link.Account, link.Handoff, cancellationToken);
            return view is null or { Handoff.State: HandoffState.Joined } || view.Handoff.AccountManager != link.AccountManager
                ? await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Gone, link, null)
                : await answer(link, view);
        }
        // For a person an empty error page is no answer; nothing was promised, and the link works again in a minute.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return await pages.RenderAsync(StatusCodes.Status503ServiceUnavailable, HandoffPage.TryAgain, link, null);
        }
    }

    private Task<IResult> AskAgainAsync(AnswerToken link, HandoffView view, AnswerForm form, AnswerProblem wrong) =>
        pages.RenderAsync(StatusCodes.Status422UnprocessableEntity,
            wrong is AnswerProblem.NoAnswer ? HandoffPage.Choose : HandoffPage.Reject, link, view, form, wrong);

    private async Task PutAsync(AnswerToken link, AnswerChoice choice, CancellationToken cancellationToken)
    {
        var id = Keys.Id(
            "answer", link.Account, link.Handoff, link.AccountManager, choice.Answer!, choice.Reason ?? "", $"{choice.Until:yyyy-MM-dd}");
        Command command = new AnswerCommand
        {
            Id = id,
            Account = link.Account,
            At = time.GetUtcNow(),
            Handoff = link.Handoff,
            Answer = choice.Answer!,
            Reason = choice.Reason,
            Until = choice.Until,
            By = link.AccountManager,
        };
        await queue.PutAsync(QueueNames.Commands, "commands", id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
    }
}
