using System.Collections.Immutable;

namespace Intake.Submissions;

/// <summary>A suspect submission.</summary>
/// <param name="Id">By which it is released: the submission's id, or that with a fingerprint where other content came under the same key.</param>
/// <param name="Submission">As received.</param>
/// <param name="Reasons">Why it is suspect, all of them.</param>
/// <param name="State">How it was judged.</param>
public sealed record Quarantined(string Id, Submission Submission, ImmutableArray<string> Reasons, QuarantineState State);

/// <summary>Some suspect submissions, and where the next page begins; null after the last.</summary>
public sealed record QuarantinePage(ImmutableArray<Quarantined> Items, string? Next);

/// <summary>How a suspect submission is judged.</summary>
public enum QuarantineState
{
    /// <summary>Not yet.</summary>
    Waiting,

    /// <summary>Let go: it went on as any other.</summary>
    Released,

    /// <summary>Rightly held: it stays where it is.</summary>
    Discarded,
}

/// <summary>Keys of the table <c>Quarantine</c>.</summary>
internal static class QuarantineId
{
    private const int Half = 32;

    /// <summary>A fair share of all, by the first two hex digits.</summary>
    public static string Partition(string id) => id[..2];

    /// <summary>For other content that came under the key of an earlier suspect.</summary>
    public static string Beside(Submission submission) => Beside(submission.Id, submission.Fingerprint);

    /// <summary>The same, by its parts.</summary>
    public static string Beside(string submissionId, string fingerprint) => $"{submissionId}-{fingerprint}";

    /// <summary>Whether a text from outside can be one of ours at all.</summary>
    public static bool IsOne(string text) => text.Split('-') is { Length: 1 or 2 } parts
        && parts.All(part => part.Length == Half && part.All(char.IsAsciiHexDigitLower));
}
