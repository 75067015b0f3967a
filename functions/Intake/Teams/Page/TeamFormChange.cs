using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Intake.Handoffs;

namespace Intake.Teams.Page;

/// <summary>What a filled-in page changes of an account manager: the members that are to be otherwise, as the team file has them. What is as the company has it is nobody's own.</summary>
internal static class TeamFormChange
{
    /// <summary>The members, none where nothing changes; or what is wrong.</summary>
    /// <param name="form">What was filled in.</param>
    /// <param name="manager">The account manager as they are.</param>
    /// <param name="company">The playbook's hours.</param>
    /// <param name="today">The day it is for them.</param>
    public static (JsonObject Members, TeamPageNote Wrong) Of(TeamForm form, AccountManager manager, WorkingHours company, DateOnly today)
    {
        var (own, usual) = (WorkCalendar.Present(company, manager), WorkCalendar.Present(company, manager with { Hours = null, Zone = null, WorkingDays = null }));
        var absences = form.Absences.Select(absence => absence.Read()).ToList();
        if (absences.Contains(null)) return ([], TeamPageNote.WrongAbsence);
        if (Days(form) is not { IsEmpty: false } days) return ([], TeamPageNote.NoDay);
        if (Time(form.Start) is not { } start || Time(form.End) is not { } end || start >= end) return ([], TeamPageNote.WrongHours);
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(form.Zone, out var zone)) return ([], TeamPageNote.NotSaved);

        var members = new JsonObject();
        ImmutableArray<Absence> all = [.. manager.Absences.Where(absence => absence.Until < today), .. absences.OfType<Absence>().OrderBy(absence => absence.From)];
        if (!all.SequenceEqual(manager.Absences)) members["absences"] = new JsonArray([.. all.Select(Json)]);
        if (!days.SetEquals(own.Days)) members["workingDays"] = days.SetEquals(usual.Days) ? null : new JsonArray([.. Week(days).Select(day => (JsonNode)TeamForm.Word(day))]);
        if ((start, end) != (own.Start, own.End))
            members["hours"] = (start, end) == (usual.Start, usual.End) ? null : new JsonObject { ["start"] = form.Start, ["end"] = form.End };
        if (zone.Id != own.Zone.Id) members["timeZone"] = zone.Id == usual.Zone.Id ? null : zone.Id;
        if (form.Deputy != (manager.Deputy ?? "")) members["deputy"] = form.Deputy.Length == 0 ? null : form.Deputy;
        return (members, TeamPageNote.None);
    }

    /// <summary>Days from Monday.</summary>
    public static IEnumerable<DayOfWeek> Week(IReadOnlySet<DayOfWeek> days) => Enumerable.Range(1, 7).Select(day => (DayOfWeek)(day % 7)).Where(days.Contains);

    private static ImmutableHashSet<DayOfWeek> Days(TeamForm form) => [.. Enum.GetValues<DayOfWeek>().Where(day => form.Days.Contains(TeamForm.Word(day)))];

    private static TimeOnly? Time(string text) => TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) ? time : null;

    private static JsonObject Json(Absence absence)
    {
        var (form, json) = (TeamFormAbsence.Of(absence), new JsonObject());
        (json["from"], json["until"]) = (form.From, form.Until);
        if (absence.Deputy is { } deputy) json["deputy"] = deputy;
        return json;
    }
}

/// <summary>What the page says about what was filled in.</summary>
public enum TeamPageNote
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>An absence lacks a day, or ends before it begins.</summary>
    WrongAbsence,

    /// <summary>No working day.</summary>
    NoDay,

    /// <summary>A day that ends before it begins.</summary>
    WrongHours,

    /// <summary>Somebody changed it meanwhile.</summary>
    Changed,

    /// <summary>The team would not be valid.</summary>
    NotSaved,
}
