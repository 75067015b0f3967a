using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.DeadLetters;
using Intake.Handoffs;
using Intake.Http;
using Intake.Links;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Teams.Page;

/// <summary>The page on which account managers change their own hours and absences: a GET shows it, a POST orders the change as the API does.</summary>
public sealed class TeamPageHandler(
    TeamLinks links, TeamRefresh refresh, TeamInForce teams, PlaybookInForce playbooks, CommandDesk desk, Keys keys, AnswerPages others, MailRenderer renderer, TimeProvider time)
{
    /// <summary>Shows it; changes nothing.</summary>
    public Task<IResult> ShowAsync(string token, CancellationToken cancellationToken) =>
        WithAsync(token, (_, team, manager) => RenderAsync(StatusCodes.Status200OK, team, manager, Form(manager)), cancellationToken);

    /// <summary>Takes what was filled in.</summary>
    public async Task<IResult> SubmitAsync(string token, HttpRequest request, CancellationToken cancellationToken)
    {
        var given = await TeamForm.ReadAsync(request, cancellationToken);
        return await WithAsync(token, async (stored, team, manager) =>
        {
            if (given is not { } form) return await RenderAsync(StatusCodes.Status422UnprocessableEntity, team, manager, Form(manager), TeamPageNote.NotSaved);
            var (members, wrong) = TeamFormChange.Of(form, manager, playbooks.Current.Routing.Hours, Today(manager));
            if (wrong is not TeamPageNote.None) return await RenderAsync(StatusCodes.Status422UnprocessableEntity, team, manager, form, wrong);
            if (members.Count == 0) return await SavedAsync(manager);
            if (form.Seen != Form(manager).Seen) return await RenderAsync(StatusCodes.Status409Conflict, team, manager, Form(manager), TeamPageNote.Changed);

            var command = Command(stored, manager.Id, members);
            if (TeamDecision.Of(stored, command, playbooks.Current.Routing, time.GetUtcNow()).Outcome.Outcome != TeamOutcomes.Done)
                return await RenderAsync(StatusCodes.Status422UnprocessableEntity, team, manager, form, TeamPageNote.NotSaved);
            await desk.PutAsync(command, cancellationToken);
            return await SavedAsync(manager);
        }, cancellationToken);
    }

    // Posted twice it is one change.
    private ChangeTeamCommand Command(StoredTeam seen, string id, JsonObject members)
    {
        var value = JsonSerializer.SerializeToElement(members, TeamJson.Default.JsonObject);
        return new ChangeTeamCommand
        {
            Id = keys.Hash("change-own", id, value.GetRawText(), $"{seen.Revision}"), At = seen.After(time.GetUtcNow()), Part = TeamParts.AccountManagers, Subject = id, Value = value,
        };
    }

    private WorkCalendar Calendar(AccountManager manager) => WorkCalendar.Present(playbooks.Current.Routing.Hours, manager);

    private DateOnly Today(AccountManager manager) => Calendar(manager).LocalDay(time.GetUtcNow());

    private TeamForm Form(AccountManager manager) => TeamForm.Of(manager, Calendar(manager), Today(manager));

    private async Task<IResult> RenderAsync(int status, Team team, AccountManager manager, TeamForm form, TeamPageNote note = TeamPageNote.None) =>
        new AnswerResult(status, await renderer.RenderAsync<TeamPage>(nameof(TeamPage.Model), TeamPageModel.Of(manager, team, form, note)));

    private Task<IResult> SavedAsync(AccountManager manager)
    {
        var texts = TeamTexts.In(manager.Language);
        return others.RenderAsync(StatusCodes.Status200OK, new AnswerPageModel { Language = texts.Language, Title = texts.Saved.Title, Text = texts.Saved.Text, Other = texts.More });
    }

    private async Task<IResult> WithAsync(string token, Func<StoredTeam, Team, AccountManager, Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            var stored = (await refresh.RunAsync(cancellationToken)).Team;
            var team = teams.Current;
            var (state, manager) = links.Open(token, team);
            if (state is SealState.Wrong) return await others.RenderAsync(StatusCodes.Status404NotFound, HandoffPage.Wrong, null);
            if (state is SealState.Valid && manager is not null) return await answer(stored, team, manager);
            var texts = TeamTexts.In(manager?.Language);
            return await others.RenderAsync(StatusCodes.Status410Gone, new AnswerPageModel { Language = texts.Language, Title = texts.Old.Title, Text = texts.Old.Text });
        }
        // For a person an empty error page is no answer; nothing was promised, and the link works again in a minute.
        catch (Exception fault) when (Failures.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return await others.RenderAsync(StatusCodes.Status503ServiceUnavailable, HandoffPage.TryAgain, links.Open(token, teams.Current).Manager?.Language);
        }
    }
}
