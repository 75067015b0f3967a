using System.Globalization;
using System.Security.Cryptography;
using Intake.Links;

namespace Intake.Submissions.Forms;

/// <summary>The hidden field <c>_token</c> of a form as we serve it: sealed, so that only we can have made it. Its nonce makes pressing the
/// button twice one submission. A website that pasted the form has none, and needs none.</summary>
public sealed class FormTokens(Seal seal, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>A token for one showing of a form.</summary>
    public string Issue(string form) =>
        seal.Close(
            SealPurposes.FormToken,
            $"{form}|{RandomNumberGenerator.GetHexString(32, lowercase: true)}|{time.GetUtcNow().ToUnixTimeSeconds()}",
            time.GetUtcNow() + Lifetime);

    /// <summary>The nonce of a token of this form; null when it is not one of ours. An expired one still tells a repeat.</summary>
    public string? Nonce(string form, string? token) => Read(form, token).Nonce;

    /// <summary>What a token tells that was posted with this form.</summary>
    public FormToken Read(string form, string? token)
    {
        if (token is null) return new FormToken(FormTokenState.Missing);
        var opened = seal.Open(SealPurposes.FormToken, token);
        return opened.State != SealState.Wrong && opened.Text.Split('|') is [var owner, var nonce, var at] && owner == form
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? new FormToken(opened.State == SealState.Valid ? FormTokenState.Valid : FormTokenState.Expired, nonce, DateTimeOffset.FromUnixTimeSeconds(seconds))
            : new FormToken(FormTokenState.Foreign);
    }
}
