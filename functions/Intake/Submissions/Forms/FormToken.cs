namespace Intake.Submissions.Forms;

/// <summary>What a form's token tells.</summary>
/// <param name="State">Whether it is one of ours.</param>
/// <param name="Nonce">Tells two presses of a button from two posts; null when it is not one of ours.</param>
/// <param name="IssuedAt">When the form was shown.</param>
public sealed record FormToken(FormTokenState State, string? Nonce = null, DateTimeOffset IssuedAt = default);

/// <summary>States of a token.</summary>
public enum FormTokenState
{
    /// <summary>The post has none.</summary>
    Missing,

    /// <summary>Not one of ours, or of another form.</summary>
    Foreign,

    /// <summary>Of a form that was shown too long ago.</summary>
    Expired,

    /// <summary>Of this form, shown not long ago.</summary>
    Valid,
}
