namespace Intake.Submissions;

/// <summary>How somebody came to us: what the landing page's address and the browser told. Every value as sent, cleaned, null when absent.</summary>
public sealed record Touch
{
    /// <summary><c>utm_source</c>.</summary>
    public string? Source { get; init; }

    /// <summary><c>utm_medium</c>.</summary>
    public string? Medium { get; init; }

    /// <summary><c>utm_campaign</c>.</summary>
    public string? Campaign { get; init; }

    /// <summary><c>utm_term</c>.</summary>
    public string? Term { get; init; }

    /// <summary><c>utm_content</c>.</summary>
    public string? Content { get; init; }

    /// <summary>The page they came from.</summary>
    public string? Referrer { get; init; }

    /// <summary>The page of ours that they saw first.</summary>
    public string? LandingPage { get; init; }

    /// <summary>Kind and value of an advertisement's click id, such as <c>gclid:abc</c>.</summary>
    public string? ClickId { get; init; }
}
