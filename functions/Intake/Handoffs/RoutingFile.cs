using System.Collections.Immutable;
using System.Globalization;

namespace Intake.Handoffs;

/// <summary><c>routing.json</c> as written.</summary>
internal sealed class RoutingFile : FilePart
{
    public List<TerritoryPart?>? Territories { get; set; }
    public PartnerDeskPart? PartnerDesk { get; set; }
    public string? Fallback { get; set; }
    public ClocksPart? Clocks { get; set; }
    public HoursPart? Hours { get; set; }

    internal sealed class PartnerDeskPart : FilePart
    {
        public List<string>? Kinds { get; set; }
        public string? Territory { get; set; }
    }

    internal sealed class ClocksPart : FilePart
    {
        public LanePart? Asked { get; set; }
        public LanePart? Score { get; set; }
    }

    public static RoutingRules? Parse(ReadOnlyMemory<byte> json, PlaybookFile file)
    {
        if (file.Read(json, PlaybookFileJson.Default.RoutingFile) is not { } part) return null;
        file.Known(part, "$");
        file.Known(part.PartnerDesk, "$.partnerDesk");
        file.Known(part.Clocks, "$.clocks");
        var rules = new RoutingRules
        {
            Territories = [.. (part.Territories ?? []).Select((territory, at) => TerritoryPart.Parse(territory, $"$.territories[{at}]", file))],
            PartnerKinds = [.. part.PartnerDesk?.Kinds ?? []],
            PartnerDesk = file.Id(part.PartnerDesk?.Territory, "$.partnerDesk.territory"),
            Fallback = file.Id(part.Fallback, "$.fallback"),
            Asked = LanePart.Parse(part.Clocks?.Asked, "$.clocks.asked", file),
            Scored = LanePart.Parse(part.Clocks?.Score, "$.clocks.score", file),
            Hours = HoursPart.Parse(part.Hours, "$.hours", file),
        };
        Check(rules, file);
        return file.Clean ? rules : null;
    }

    private static void Check(RoutingRules rules, PlaybookFile file)
    {
        file.Unique(rules.Territories.Select(territory => territory.Id), "$.territories");
        foreach (var (id, path) in new[] { (rules.PartnerDesk, "$.partnerDesk.territory"), (rules.Fallback, "$.fallback") })
        {
            if (rules.Territories.All(territory => territory.Id != id)) file.Wrong(path, $"there is no territory '{id}'");
        }
    }
}

/// <summary>A territory as written.</summary>
internal sealed class TerritoryPart : FilePart
{
    public string? Id { get; set; }
    public string? Note { get; set; }
    public List<string>? Propositions { get; set; }
    public List<string>? Countries { get; set; }
    public List<string>? Postcodes { get; set; }
    public List<string>? Industries { get; set; }
    public List<string>? Languages { get; set; }

    public static Territory Parse(TerritoryPart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        return new Territory
        {
            Id = file.Id(part?.Id, path + ".id"),
            Propositions = [.. part?.Propositions ?? []],
            Countries = [.. part?.Countries ?? []],
            Postcodes = [.. (part?.Postcodes ?? []).Select((range, at) => ParseRange(range, $"{path}.postcodes[{at}]", file))],
            Industries = [.. part?.Industries ?? []],
            Languages = [.. part?.Languages ?? []],
        };
    }

    private static PostcodeRange ParseRange(string? text, string path, PlaybookFile file)
    {
        var ends = text?.Split('-') ?? [];
        if (ends.Length == 2 && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out var from)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out var to) && from <= to) return new PostcodeRange(from, to);
        file.Wrong(path, "a range such as 1000-3999 is expected");
        return new PostcodeRange(0, 0);
    }
}

/// <summary>The clocks of a lane as written.</summary>
internal sealed class LanePart : FilePart
{
    public string? MailLeaves { get; set; }
    public string? AnswerBy { get; set; }
    public string? Reminder { get; set; }
    public string? TeamLeadTold { get; set; }
    public string? Reassigned { get; set; }
    public string? FirstContact { get; set; }
    public string? BackToPool { get; set; }
    public string? QualifyNudge { get; set; }
    public string? QualifiedBy { get; set; }
    public string? OpportunityBy { get; set; }

    private static readonly Dictionary<string, bool> Leaves = new() { ["at-once"] = true, ["in-hours"] = false };

    public static LaneClocks Parse(LanePart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        var clocks = new LaneClocks
        {
            MailAtOnce = file.OneOf(part?.MailLeaves, path + ".mailLeaves", Leaves),
            AnswerBy = Time(part?.AnswerBy, path + ".answerBy", file),
            Reminder = Time(part?.Reminder, path + ".reminder", file),
            TeamLeadTold = Time(part?.TeamLeadTold, path + ".teamLeadTold", file),
            Reassigned = Time(part?.Reassigned, path + ".reassigned", file),
            FirstContact = Time(part?.FirstContact, path + ".firstContact", file),
            BackToPool = Time(part?.BackToPool, path + ".backToPool", file),
            QualifyNudge = Time(part?.QualifyNudge, path + ".qualifyNudge", file),
            QualifiedBy = Time(part?.QualifiedBy, path + ".qualifiedBy", file),
            OpportunityBy = Time(part?.OpportunityBy, path + ".opportunityBy", file),
        };
        if (clocks.Reminder.Minutes >= clocks.AnswerBy.Minutes && clocks.AnswerBy.Days == 0 && file.Clean)
            file.Wrong(path + ".reminder", "it must come before the answer is due");
        return clocks;
    }

    private static WorkingTime Time(string? text, string path, PlaybookFile file)
    {
        if (WorkingTime.Parse(text) is { } time) return time;
        file.Wrong(path, "working time such as 45m, 8h or 5d is expected");
        return default;
    }
}

/// <summary>Working hours as written.</summary>
internal sealed class HoursPart : FilePart
{
    public string? TimeZone { get; set; }
    public string? Start { get; set; }
    public string? End { get; set; }
    public List<string>? Days { get; set; }
    public List<HolidayPart?>? Holidays { get; set; }

    internal sealed class HolidayPart : FilePart
    {
        public string? Date { get; set; }
        public string? Name { get; set; }
    }

    public static WorkingHours Parse(HoursPart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        var hours = new WorkingHours(
            Zone(part?.TimeZone, path + ".timeZone", file), Time(part?.Start, path + ".start", file), Time(part?.End, path + ".end", file),
            WorkingDays(part?.Days, path + ".days", file) ?? [],
            [.. (part?.Holidays ?? []).Select((holiday, at) => Holiday(holiday, $"{path}.holidays[{at}]", file))]);
        if (hours.Start >= hours.End && file.Clean) file.Wrong(path + ".end", "it must be later than the start");
        if (part?.Days is null) file.Wrong(path + ".days", "missing");
        return hours;
    }

    public static ImmutableHashSet<DayOfWeek>? WorkingDays(List<string>? days, string path, PlaybookFile file)
    {
        if (days is null) return null;
        if (days.Count == 0) file.Wrong(path, "at least one day is expected");
        return [.. days.Select((day, at) => file.OneOf(day, $"{path}[{at}]", WorkingHours.DayWords))];
    }

    public static TimeZoneInfo Zone(string? id, string path, PlaybookFile file)
    {
        if (id is not null && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)) return zone;
        file.Wrong(path, "a time zone such as Europe/Amsterdam is expected");
        return TimeZoneInfo.Utc;
    }

    public static DateOnly Date(string? text, string path, PlaybookFile file)
    {
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        file.Wrong(path, "a date such as 2026-12-25 is expected");
        return DateOnly.MinValue;
    }

    private static DateOnly Holiday(HolidayPart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        return Date(part?.Date, path + ".date", file);
    }

    private static TimeOnly Time(string? text, string path, PlaybookFile file)
    {
        if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) return time;
        file.Wrong(path, "a time such as 08:30 is expected");
        return TimeOnly.MinValue;
    }
}
