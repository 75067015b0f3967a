using Intake.Submissions;

namespace Intake.Webinars;

/// <summary>That somebody registered for a webinar or cancelled, as one submission said. The newest of a person counts.</summary>
public sealed record Registrant
{
    /// <summary>Key of the person.</summary>
    public required string Person { get; init; }

    /// <summary>Address as typed.</summary>
    public required string Email { get; init; }

    /// <summary>The provider's id of the registrant; null where it gives none.</summary>
    public string? Id { get; init; }

    /// <summary>They are not coming.</summary>
    public bool Cancelled { get; init; }

    /// <summary>When they said so.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Id of the submission that said so.</summary>
    public required string By { get; init; }

    /// <summary>Address of the tester whose try this is.</summary>
    public string? Tester { get; init; }

    /// <summary>The registrant of a submission.</summary>
    public static Registrant Of(Submission submission, string person, string? id) => new()
    {
        Person = person,
        Email = submission.Contact.Email,
        Id = id,
        Cancelled = submission.Activity == "webinar-cancelled",
        At = submission.OccurredAt,
        By = submission.Id,
        Tester = submission.Tester,
    };

    /// <summary>Whether this was said after <paramref name="other"/>; at the same instant a cancellation wins, then the greater id.</summary>
    public bool IsAfter(Registrant other) =>
        At != other.At ? At > other.At : Cancelled != other.Cancelled ? Cancelled : string.CompareOrdinal(By, other.By) > 0;
}
