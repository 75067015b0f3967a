namespace Intake.Submissions;

/// <summary>A consent as it was given or refused on a form: proof of what was asked in which words.</summary>
/// <param name="Purpose">What for: one of <see cref="ConsentPurposes"/>.</param>
/// <param name="Given">Whether it was given; a box left empty is no refusal and is not here.</param>
/// <param name="Text">The words that were shown.</param>
/// <param name="Version">Version of the form's words: a hash of them, or what the sender names.</param>
public sealed record Consent(string Purpose, bool Given, string Text, string Version);

/// <summary>What consent can be for.</summary>
public static class ConsentPurposes
{
    /// <summary>Marketing mail.</summary>
    public const string Mail = "mail";

    /// <summary>Calls that were not asked for.</summary>
    public const string Phone = "phone";

    /// <summary>Following page views, clicks and freely available papers.</summary>
    public const string Tracking = "tracking";
}
