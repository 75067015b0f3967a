using System.Globalization;
using Intake.Http;
using Intake.Playbooks;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Learning;

/// <summary>The HTTP side of learning: reads the answers of some months and tells what they say.</summary>
public sealed class LearningDoor(AnswersTable answers, PlaybookInForce playbooks, TimeProvider time)
{
    private const string Month = "yyyy-MM";
    private const int MostMonths = 24, UsualMonths = 6;

    private static readonly Rejection NotMonths = new(
        RejectionKind.Fields, string.Create(CultureInfo.InvariantCulture, $"Send from and to as months such as 2026-08, from not after to, at most {MostMonths} of them."));

    /// <summary>What the answers to the handoffs of some months say; of the last six where no months are given.</summary>
    public async Task<IResult> ShowAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var today = time.GetUtcNow().UtcDateTime;
        var (to, from) = (MonthIn(request, "to", new DateOnly(today.Year, today.Month, 1)), (DateOnly?)null);
        if (to is { } last) from = MonthIn(request, "from", last.AddMonths(1 - UsualMonths));
        if (to is null || from is null) return Refuse(request, to is null ? "to" : "from");
        var months = ((to.Value.Year - from.Value.Year) * 12) + to.Value.Month - from.Value.Month + 1;
        if (months is < 1 or > MostMonths) return Refuse(request, "from");
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            List<AnswerRow> rows = [];
            for (var month = 0; month < months; month++)
                await foreach (var row in answers.ReadAsync(from.Value.AddMonths(month), cancellationToken)) rows.Add(row);
            return Results.Json(
                LearningDocument.Of(LearningReport.Of(rows), Text(from.Value), Text(to.Value), playbooks.Current), LearningJson.Readable.LearningDocument);
        }, cancellationToken);
    }

    private static IResult Refuse(HttpRequest request, string field) => ProblemAnswer.Of(request, NotMonths with { Errors = [new FieldError(field, FieldFault.NotATime)] });

    private static string Text(DateOnly month) => month.ToString(Month, CultureInfo.InvariantCulture);

    private static DateOnly? MonthIn(HttpRequest request, string name, DateOnly usual)
    {
        var text = request.Query[name].ToString();
        if (text.Length == 0) return usual;
        return DateOnly.TryParseExact(text, Month, CultureInfo.InvariantCulture, DateTimeStyles.None, out var month) && month.Year > 2000 ? month : null;
    }
}
