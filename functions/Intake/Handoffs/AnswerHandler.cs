using Azure;
using Intake.Links;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>Reads a handoff, open or closed, with its account; null when there is none.</summary>
public delegate Task<HandoffView?> ReadHandoff(string account, string handoff, CancellationToken cancellationToken);

/// <summary>A handoff with its account.</summary>
public sealed record HandoffView(Accounts.Handoff Handoff, Accounts.Account Account)
{
    /// <summary>The lead that it passes on; null where that has another handoff by now.</summary>
    public Accounts.Lead? Lead { get; init; }
}

/// <summary>Answers the links in the mail: a GET shows a page and changes nothing, as mail scanners follow links;
/// a POST puts a command.</summary>
public sealed class AnswerHandler(
    Seal seal, ReadHandoff read, MessageQueue queue, AnswerPages pages, TeamInForce teams, PlaybookInForce playbooks, TimeProvider time)
{
    /// <summary>Shows the page.</summary>
    public Task<IResult> ShowAsync(string token, AnswerForm asked, CancellationToken cancellationToken) => WithSceneAsync(token, (_, scene) =>
    {
        var page = AnswerCheck.PageOf(asked.Answer, scene);
        return pages.RenderAsync(page is HandoffPage.Gone ? StatusCodes.Status410Gone : StatusCodes.Status200OK, page, scene, asked);
    }, cancellationToken);

    /// <summary>Takes the answer.</summary>
    public Task<IResult> SubmitAsync(string token, AnswerForm form, CancellationToken cancellationToken) => WithSceneAsync(token, async (link, scene) =>
    {
        if (AnswerThanks.GivenBefore(form, scene) is { } thanks) return await pages.RenderAsync(StatusCodes.Status200OK, thanks, scene);
        var choice = AnswerCheck.Of(form, scene);
        if (choice.Wrong is not AnswerProblem.None) return await pages.RenderAsync(StatusOf(choice), choice.Page, scene, form, choice.Wrong);

        var command = AnswerCommands.Of(choice, link, scene);
        await queue.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        return await pages.RenderAsync(StatusCodes.Status200OK, AnswerThanks.For(choice), scene);
    }, cancellationToken);

    private static int StatusOf(AnswerChoice choice) => choice switch
    {
        { Page: HandoffPage.Gone } => StatusCodes.Status410Gone,
        { Wrong: AnswerProblem.AnsweredBefore or AnswerProblem.TakeFirst } => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    private async Task<IResult> WithSceneAsync(
        string token, Func<AnswerToken, AnswerScene, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        var opened = seal.Open(SealPurposes.Answer, token);
        if (opened.AnotherKey) return await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Expired, null);
        if (opened.State is SealState.Wrong || AnswerToken.Parse(opened.Text) is not { } link)
            return await pages.RenderAsync(StatusCodes.Status404NotFound, HandoffPage.Wrong, null);
        var team = teams.Current;
        var language = team.Find(link.AccountManager)?.Language;
        if (opened.State is SealState.Expired) return await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Expired, language);
        try
        {
            return await read(link.Account, link.Handoff, cancellationToken) is { } view
                ? await answer(link, new AnswerScene(view, link.AccountManager, playbooks.Current, team, time.GetUtcNow()))
                : await pages.RenderAsync(StatusCodes.Status410Gone, HandoffPage.Gone, language);
        }
        // For a person an empty error page is no answer; nothing was promised, and the link works again in a minute.
        catch (Exception failure) when (failure is RequestFailedException or TimeoutException
            || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return await pages.RenderAsync(StatusCodes.Status503ServiceUnavailable, HandoffPage.TryAgain, language);
        }
    }
}
