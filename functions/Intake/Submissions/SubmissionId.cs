using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Derives the id that makes a repeat recognisable: a keyed hash of source, key and canonical email.</summary>
public static class SubmissionId
{
    /// <summary>The id of one thing received.</summary>
    /// <param name="keys">Makes keyed hashes.</param>
    /// <param name="source">Source, such as <c>form:demo</c> or <c>zoom</c>.</param>
    /// <param name="key">The <c>Idempotency-Key</c> header, else the provider's message id, else the form token's nonce,
    /// else the fields and ten-minute window.</param>
    /// <param name="canonicalEmail">Canonical email address.</param>
    public static string Derive(Keys keys, string source, string key, string canonicalEmail) =>
        keys.Hash("submission", source, key, canonicalEmail);
}
