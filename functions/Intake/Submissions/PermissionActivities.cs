namespace Intake.Submissions;

/// <summary>Activities that change what we may do: they are about a person, and about no content.</summary>
public static class PermissionActivities
{
    /// <summary>The link of a confirmation mail was followed and the button pressed.</summary>
    public const string Confirmed = "opt-in-confirmed";

    /// <summary>No more mail.</summary>
    public const string Unsubscribed = "unsubscribed";

    /// <summary>No more mail, calls or profile.</summary>
    public const string Objected = "objected";
}
