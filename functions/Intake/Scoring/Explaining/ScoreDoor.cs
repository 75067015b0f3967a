using System.Globalization;
using System.Text;
using Intake.Accounts;
using Intake.History;
using Intake.Http;
using Intake.Playbooks;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Scoring.Explaining;

/// <summary>The HTTP side of explanations, for our own systems and people: the score of a lead on any day, with its reasons.</summary>
public sealed class ScoreDoor(AccountStore accounts, HistoryReader histories, PlaybookInForce playbooks, TimeProvider time)
{
    private const int FirstYear = 2000, LastYear = 2999;

    private static readonly Rejection NoLead = new(RejectionKind.Unknown, "There is no such lead.");
    private static readonly Rejection NotYet = new(RejectionKind.Unknown, "There was no such lead yet on that day.");
    private static readonly Rejection NotADay = new(RejectionKind.Fields, "Send at as a day, UTC, such as 2026-12-01.") { Errors = [new FieldError("at", FieldFault.NotATime)] };

    /// <summary>The score on the day <c>at</c>, today where none is given, by the playbook in force: of today and of days to come from what is known now, of
    /// days that are over from what was known at their end.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var (playbook, now) = (playbooks.Current, time.GetUtcNow());
        if (DayIn(request, DateOnly.FromDateTime(now.UtcDateTime)) is not { } day) return ProblemAnswer.Of(request, NotADay);
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            if (LeadId.Parse(id) is not { } lead || await accounts.FindAsync(lead, cancellationToken) is not { } known) return ProblemAnswer.Of(request, NoLead);
            var (past, at) = (day < DateOnly.FromDateTime(now.UtcDateTime), EndOf(day));
            var (state, approximate) = past ? await ThenAsync(known, playbook, at, cancellationToken) : (Ahead(known, playbook, now, day), false);
            return state is not null && Explainer.Explain(state, lead.Key, playbook, at) is { } explanation
                ? Answer(request, texts => new ScoreDocumentWriter(playbook, texts).Write(explanation, day, past, approximate))
                : ProblemAnswer.Of(request, NotYet);
        }, cancellationToken);
    }

    private async Task<(AccountState? State, bool IsApproximate)> ThenAsync(AccountState known, Playbook playbook, DateTimeOffset at, CancellationToken cancellationToken) =>
        await histories.ReadAsync(known.Account.Id, cancellationToken) is { } history ? (Replay.StateAt(history, playbook, at), history.IsApproximate) : (null, false);

    // Today it is as it stands, even where a look is still to come.
    private static AccountState? Ahead(AccountState known, Playbook playbook, DateTimeOffset now, DateOnly day) =>
        day == DateOnly.FromDateTime(now.UtcDateTime) ? known : Replay.Onwards(known, playbook, now, EndOf(day));

    private static IResult Answer(HttpRequest request, Func<ExplainTexts, ScoreDocument> write)
    {
        var texts = ExplainTexts.In(Caller.Language(request));
        var document = write(texts);
        request.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
        request.HttpContext.Response.Headers.ContentLanguage = texts.Language;
        return Caller.WantsText(request)
            ? Results.Text(ScoreText.Of(document, texts), "text/plain", Encoding.UTF8)
            : Results.Json(document, ScoreJson.Readable.ScoreDocument);
    }

    private static DateTimeOffset EndOf(DateOnly day) => new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc)).AddDays(1).AddTicks(-1);

    private static DateOnly? DayIn(HttpRequest request, DateOnly today)
    {
        if (!request.Query.TryGetValue("at", out var text)) return today;
        return DateOnly.TryParseExact(text.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            && day.Year is >= FirstYear and <= LastYear ? day : null;
    }
}
