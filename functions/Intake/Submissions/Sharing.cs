namespace Intake.Submissions;

/// <summary>How far submissions that come at the same moment share a put.</summary>
/// <param name="Count">So many in one put.</param>
/// <param name="Puts">So many puts under way at once.</param>
/// <param name="Linger">So long one waits for others, while a put is under way.</param>
internal sealed record Sharing(int Count, int Puts, TimeSpan Linger)
{
    /// <summary>As the front door does it. Eight puts under way are more than storage needs to be busy, and enough that a few slow ones hold nobody up.</summary>
    public static readonly Sharing Default = new(SubmissionBatches.MaxCount, 8, TimeSpan.FromMilliseconds(5));

    /// <summary>A put for each.</summary>
    public static readonly Sharing None = new(1, int.MaxValue, TimeSpan.Zero);
}
