namespace Intake.Submissions;

/// <summary>A person as they described themselves; every value as typed, trimmed, null when absent.</summary>
public sealed record Contact
{
    /// <summary>Email address as typed, syntactically valid; the canonical form is for identity only.</summary>
    public required string Email { get; init; }

    /// <summary>Whole name, where the source has one field for it.</summary>
    public string? Name { get; init; }

    /// <summary>Given name.</summary>
    public string? FirstName { get; init; }

    /// <summary>Family name, with its particles.</summary>
    public string? LastName { get; init; }

    /// <summary>Phone number.</summary>
    public string? Phone { get; init; }

    /// <summary>Job title.</summary>
    public string? JobTitle { get; init; }

    /// <summary>Name of the company they say they work for.</summary>
    public string? Company { get; init; }

    /// <summary>Number of staff they say it has, or a range such as <c>50-249</c>.</summary>
    public string? Staff { get; init; }

    /// <summary>Industry of that company.</summary>
    public string? Industry { get; init; }

    /// <summary>Country: a name or an ISO 3166 code.</summary>
    public string? Country { get; init; }

    /// <summary>Postal code.</summary>
    public string? Postcode { get; init; }
}
