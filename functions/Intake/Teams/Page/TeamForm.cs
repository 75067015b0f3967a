using System.Collections.Immutable;
using System.Globalization;
using Intake.Handoffs;
using Intake.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Intake.Teams.Page;

/// <summary>What an account manager fills in about their own time, unchecked.</summary>
public sealed record TeamForm
{
    private const int MostBytes = 16 * 1024, MostValues = 256, BlankRows = 1;

    /// <summary>Working days, as the team file names them.</summary>
    public required ImmutableHashSet<string> Days { get; init; }

    /// <summary>When work begins.</summary>
    public required string Start { get; init; }

    /// <summary>When it ends.</summary>
    public required string End { get; init; }

    /// <summary>The time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Id of the usual stand-in; empty for nobody.</summary>
    public required string Deputy { get; init; }

    /// <summary>The absences that are not over.</summary>
    public required ImmutableArray<TeamFormAbsence> Absences { get; init; }

    /// <summary>What the page was filled with, so that two who change the same at once are told.</summary>
    public required string Seen { get; init; }

    /// <summary>The same with rows for new absences.</summary>
    public ImmutableArray<TeamFormAbsence> Rows => [.. Absences, .. Enumerable.Repeat(new TeamFormAbsence("", "", ""), BlankRows)];

    /// <summary>As it stands.</summary>
    public static TeamForm Of(AccountManager manager, WorkCalendar calendar, DateOnly today)
    {
        var form = new TeamForm
        {
            Days = [.. calendar.Days.Select(Word)], Start = Text(calendar.Start), End = Text(calendar.End), Zone = calendar.Zone.Id, Deputy = manager.Deputy ?? "",
            Absences = [.. manager.Absences.Where(absence => absence.Until >= today).Select(TeamFormAbsence.Of)], Seen = "",
        };
        return form with
        {
            Seen = Keys.Id("team-page", string.Join('|', [.. form.Days.Order(StringComparer.Ordinal), form.Start, form.End, form.Zone, form.Deputy, .. form.Absences.SelectMany(each => each.Parts)])),
        };
    }

    /// <summary>Reads a posted page; null where it is none of ours.</summary>
    public static async Task<TeamForm?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType) return null;
        try
        {
            var options = new FormOptions { BufferBodyLengthLimit = MostBytes, MultipartBodyLengthLimit = MostBytes, ValueCountLimit = MostValues, ValueLengthLimit = 256 };
            return Of(await new FormFeature(request, options).ReadFormAsync(cancellationToken));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or BadHttpRequestException or IOException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>A day as the team file names it.</summary>
    public static string Word(DayOfWeek day) => day.ToString()[..3].ToLowerInvariant();

    private static TeamForm Of(IFormCollection form)
    {
        string At(string name, int index) => form[name] is var values && index < values.Count ? values[index] ?? "" : "";
        return new TeamForm
        {
            Days = [.. form["day"].OfType<string>()], Start = At("start", 0), End = At("end", 0), Zone = At("zone", 0), Deputy = At("deputy", 0), Seen = At("seen", 0),
            Absences = [.. Enumerable.Range(0, form["from"].Count).Select(index => new TeamFormAbsence(At("from", index), At("until", index), At("standin", index))).Where(each => !each.IsBlank)],
        };
    }

    private static string Text(TimeOnly at) => at.ToString("HH:mm", CultureInfo.InvariantCulture);
}

/// <summary>An absence as it is filled in.</summary>
/// <param name="From">The first day.</param>
/// <param name="Until">The last day.</param>
/// <param name="Deputy">Id of who stands in; empty for the usual one.</param>
public sealed record TeamFormAbsence(string From, string Until, string Deputy)
{
    /// <summary>Whether no day is given: it is none, or none any more.</summary>
    public bool IsBlank => From.Length == 0 && Until.Length == 0;

    /// <summary>Each part.</summary>
    public IEnumerable<string> Parts => [From, Until, Deputy];

    /// <summary>An absence of the team.</summary>
    public static TeamFormAbsence Of(Absence absence) => new(Text(absence.From), Text(absence.Until), absence.Deputy ?? "");

    /// <summary>The absence that it is; null where it is none.</summary>
    public Absence? Read() => Day(From) is { } from && Day(Until) is { } until && until >= from ? new Absence(from, until, Deputy.Length > 0 ? Deputy : null) : null;

    private static DateOnly? Day(string text) => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
