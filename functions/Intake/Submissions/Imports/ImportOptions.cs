using Intake.Playbooks;
using Intake.Submissions.Bulk;

namespace Intake.Submissions.Imports;

/// <summary>What the one who posts a file says about all of it.</summary>
internal sealed record ImportOptions
{
    /// <summary>Playbook id of the content that all rows are about.</summary>
    public string? Content { get; init; }

    /// <summary>What all of them did; null when each row decides.</summary>
    public string? Activity { get; init; }

    /// <summary>Proposition of the rows that name none.</summary>
    public string? Proposition { get; init; }

    /// <summary>Name of the event, kept with each.</summary>
    public string? Event { get; init; }

    /// <summary>When, for rows that do not say.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>Zone of times without an offset.</summary>
    public required TimeZoneInfo Zone { get; init; }

    /// <summary>Whether 9/24 is a day of September; null where the file itself must tell, which only the report of Teams does.</summary>
    public bool? MonthFirst { get; init; }

    /// <summary>Whether the file is the attendance report of Teams, also where it does not look like one.</summary>
    public bool IsTeams { get; init; }

    /// <summary>Playbook id of the webinar that a report of Teams is about.</summary>
    public string? Webinar { get; init; }

    /// <summary>Reads a query.</summary>
    /// <param name="query">Value of a parameter; null or empty when absent.</param>
    /// <param name="playbook">The playbook.</param>
    public static Parsed<ImportOptions> Read(Func<string, string?> query, Playbook playbook)
    {
        List<FieldError> errors = [];
        string? Value(string name, Func<string, bool> fits, FieldFault fault)
        {
            if (query(name)?.Trim() is not { Length: > 0 } text) return null;
            if (text.Length > BulkFields.MaxLength) errors.Add(new FieldError(name, FieldFault.TooLong, BulkFields.MaxLength));
            else if (!fits(text)) errors.Add(new FieldError(name, fault));
            else return text;
            return null;
        }

        var zone = Value("timeZone", name => TimeZoneInfo.TryFindSystemTimeZoneById(name, out _), FieldFault.NotAChoice) is { } id
            ? TimeZoneInfo.FindSystemTimeZoneById(id) : playbook.Routing.Hours.Zone;
        var monthFirst = Value("dates", text => text is "dmy" or "mdy", FieldFault.NotAChoice) is { } order ? order == "mdy" : (bool?)null;
        var options = new ImportOptions
        {
            Content = Value("content", text => BulkFields.IsContent(playbook, text), FieldFault.NotInPlaybook),
            Activity = Value("activity", text => BulkFields.IsActivity(playbook, text), FieldFault.NotInPlaybook),
            Proposition = Value("proposition", playbook.Propositions.ContainsKey, FieldFault.NotInPlaybook),
            Event = Value("event", _ => true, default),
            OccurredAt = Value("occurredAt", text => ImportDates.Read(text, zone, monthFirst ?? false) is not null, FieldFault.NotATime) is { } at
                ? ImportDates.Read(at, zone, monthFirst ?? false) : null,
            Zone = zone,
            MonthFirst = monthFirst,
            IsTeams = Value("format", text => text is "teams" or "csv", FieldFault.NotAChoice) == "teams",
            Webinar = Value("webinar", playbook.Content.ContainsKey, FieldFault.NotInPlaybook),
        };
        return errors.Count == 0 ? options : new Rejection(RejectionKind.Fields, "Something in the query is not as it should be.") { Errors = [.. errors] };
    }
}
