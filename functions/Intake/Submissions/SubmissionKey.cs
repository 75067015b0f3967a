using System.Globalization;

namespace Intake.Submissions;

/// <summary>The key by which a repeat of the same thing is recognised. The kind goes in front,
/// so that a header can never equal a provider's id.</summary>
/// <param name="Value">The key; null when the sender gave none and the fields within a ten-minute window must do.</param>
public readonly record struct SubmissionKey(string? Value)
{
    /// <summary>Longest <c>Idempotency-Key</c> taken.</summary>
    public const int MaxHeaderLength = 255;

    private const int WindowSeconds = 600;

    /// <summary>No key: the same fields within ten minutes are the same thing.</summary>
    public static readonly SubmissionKey None;

    /// <summary>The client's own key.</summary>
    public static SubmissionKey Header(string value) => new("header:" + value);

    /// <summary>The provider's message id.</summary>
    public static SubmissionKey Message(string value) => new("message:" + value);

    /// <summary>The nonce of a form token of ours.</summary>
    public static SubmissionKey Token(string nonce) => new("token:" + nonce);

    /// <summary>The key of the same fields in the window of an instant, or some windows later.</summary>
    internal static string Window(string fingerprint, DateTimeOffset at, int later) =>
        string.Create(CultureInfo.InvariantCulture, $"window:{(at.ToUnixTimeSeconds() / WindowSeconds) + later}:{fingerprint}");
}
