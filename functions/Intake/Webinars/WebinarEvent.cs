using System.Text.Json.Serialization;

namespace Intake.Webinars;

/// <summary>What a provider told of the course of a webinar. Kept once in its partition; repeats and the order of arrival do not matter.</summary>
public sealed record WebinarEvent
{
    /// <summary>The webinar, of the same partition as its registrations.</summary>
    public required WebinarOf Webinar { get; init; }

    /// <summary>What happened.</summary>
    public required CourseKind Kind { get; init; }

    /// <summary>When, as the provider says.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The provider's id of the registrant: stays the same when somebody joins again. Null where it gives none.</summary>
    public string? Registrant { get; init; }

    /// <summary>Address, as the provider has it; often empty.</summary>
    public string? Email { get; init; }

    /// <summary>Name, as shown to the others.</summary>
    public string? Name { get; init; }

    /// <summary>What tells one stay from another: a device, a connection.</summary>
    public string? Device { get; init; }

    /// <summary>When the webinar started, or is planned to.</summary>
    public DateTimeOffset? StartsAt { get; init; }

    /// <summary>Planned length in minutes.</summary>
    public int? DurationMinutes { get; init; }

    /// <summary>It was a rehearsal: what ended was not the webinar.</summary>
    public bool Practice { get; init; }

    /// <summary>Key of the person with that address; made when it is stored.</summary>
    public string? Person { get; init; }
}

/// <summary>Which webinar.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Id">Its id of the webinar.</param>
/// <param name="Occurrence">Which of several that share the id; null where there is one only.</param>
public sealed record WebinarOf(string Provider, string Id, string? Occurrence)
{
    /// <summary>Key of the partition, which is the key of a person's attendance as well.</summary>
    [JsonIgnore]
    public string Partition => Storage.Keys.Id("webinar", Provider, Id, Occurrence ?? "");

    /// <summary>Of the submissions of a person about being there, the newest counts.</summary>
    [JsonIgnore]
    public string AttendanceKey => "attendance:" + Partition;

    /// <summary>Of the submissions of a person about registering, the newest counts.</summary>
    [JsonIgnore]
    public string RegistrationKey => "registration:" + Partition;
}

/// <summary>Kinds of events in the course of a webinar.</summary>
public enum CourseKind
{
    /// <summary>Somebody came.</summary>
    Joined,

    /// <summary>Somebody went.</summary>
    Left,

    /// <summary>It began.</summary>
    Started,

    /// <summary>It is over.</summary>
    Ended,
}
