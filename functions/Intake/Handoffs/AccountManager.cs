using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary>Somebody of sales who gets leads.</summary>
public sealed record AccountManager
{
    /// <summary>Id, as the account book and forms use it.</summary>
    public required string Id { get; init; }

    /// <summary>Full name.</summary>
    public required string Name { get; init; }

    /// <summary>Where the mail goes.</summary>
    public required string Email { get; init; }

    /// <summary>Phone number in international form.</summary>
    public string? Phone { get; init; }

    /// <summary>ISO 639-1 code of the language of their mail.</summary>
    public required string Language { get; init; }

    /// <summary>Share in a round robin.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>Handoffs of the score lane that they take in a day.</summary>
    public int Capacity { get; init; } = 4;

    /// <summary>Ids of the territories they serve.</summary>
    public ImmutableHashSet<string> Territories { get; init; } = [];

    /// <summary>Who stands in while they are away.</summary>
    public string? Deputy { get; init; }

    /// <summary>Who has taken over for good.</summary>
    public string? Successor { get; init; }

    /// <summary>False once they have left.</summary>
    public bool Active { get; init; } = true;

    /// <summary>Their working days, where they differ from the company's.</summary>
    public ImmutableHashSet<DayOfWeek>? WorkingDays { get; init; }

    /// <summary>Their time zone, where it differs from the company's.</summary>
    public TimeZoneInfo? Zone { get; init; }

    /// <summary>When they begin and end on a working day, where that differs from the company's.</summary>
    public HoursOfDay? Hours { get; init; }

    /// <summary>Id of the company of the team that they belong to; null for the playbook's hours and holidays.</summary>
    public string? Company { get; init; }

    /// <summary>The hours of that company; null with <see cref="Company"/>.</summary>
    public WorkingHours? CompanyHours { get; init; }

    /// <summary>Since when mail does not reach them; null while it does.</summary>
    public DateTimeOffset? UnreachableSince { get; init; }

    /// <summary>When they are away.</summary>
    public ImmutableArray<Absence> Absences { get; init; } = [];

    /// <summary>Whether they are here, in general and on this day.</summary>
    public bool IsAvailable(DateOnly day) => Active && AbsentOn(day) is null;

    /// <summary>The absence that a day lies in; null for none.</summary>
    public Absence? AbsentOn(DateOnly day) => Absences.FirstOrDefault(absence => absence.From <= day && day <= absence.Until);
}

/// <summary>From when until when somebody works on a day.</summary>
public sealed record HoursOfDay(TimeOnly Start, TimeOnly End);

/// <summary>Days away, both ends included. <paramref name="Deputy"/> is who stands in meanwhile, where that is not the usual one.</summary>
public sealed record Absence(DateOnly From, DateOnly Until, string? Deputy = null)
{
    /// <summary>Each of the days.</summary>
    public IEnumerable<DateOnly> Days => Enumerable.Range(0, Until.DayNumber - From.DayNumber + 1).Select(From.AddDays);
}
