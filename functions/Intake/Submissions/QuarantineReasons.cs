namespace Intake.Submissions;

/// <summary>Why a submission is set apart for a human to judge.</summary>
public static class QuarantineReasons
{
    /// <summary>It was signed more than a day before it came.</summary>
    public const string OldTimestamp = "old-timestamp";
}
