using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Intake.Webinars;

namespace Intake.Submissions;

/// <summary>Which webinar of a provider a registration or cancellation is for, so that whoever never comes is known when it is over.</summary>
/// <param name="Provider">Name of the provider.</param>
/// <param name="Id">Its id of the webinar.</param>
/// <param name="Occurrence">Its id of the occurrence; null where there is one only.</param>
/// <param name="Registrant">Its id of the registrant; null where it gives none.</param>
/// <param name="StartsAt">When the webinar starts; null when not told.</param>
public sealed record WebinarRegistration(string Provider, string Id, string? Occurrence, string? Registrant, DateTimeOffset? StartsAt = null)
{
    /// <summary>Further occurrences that the same registration is for; null for nearly all.</summary>
    public ImmutableArray<string>? Further { get; init; }

    /// <summary>Every occurrence of it.</summary>
    [JsonIgnore]
    public IEnumerable<WebinarOf> Webinars => (Further ?? []).Prepend(Occurrence).Select(occurrence => new WebinarOf(Provider, Id, occurrence));
}
