using System.Collections.Immutable;

namespace Intake.Submissions;

/// <summary>Why an input is not taken, in one of the ways the door can answer.</summary>
/// <param name="Kind">The way.</param>
/// <param name="Detail">A sentence for the developer on the other side; nothing that was sent is repeated in it.</param>
public sealed record Rejection(RejectionKind Kind, string Detail)
{
    /// <summary>Every field's error at once; empty unless <see cref="RejectionKind.Fields"/>.</summary>
    public ImmutableArray<FieldError> Errors { get; init; } = [];

    /// <summary>Seconds after which to try again; null where nobody can tell.</summary>
    public int? RetryAfter { get; init; }
}

/// <summary>The ways an input can be refused.</summary>
public enum RejectionKind
{
    /// <summary>No such form, whitepaper, provider or receipt.</summary>
    Unknown,

    /// <summary>A source that exists but has no secrets: switched off.</summary>
    NotConfigured,

    /// <summary>Not JSON, urlencoded or multipart, or compressed.</summary>
    MediaType,

    /// <summary>Above 64 KiB.</summary>
    TooLarge,

    /// <summary>Broken JSON, not an object, wrong encoding, duplicate keys.</summary>
    Malformed,

    /// <summary>Fields are missing or malformed.</summary>
    Fields,

    /// <summary>The signature is missing or wrong.</summary>
    Signature,

    /// <summary>Too many from one address.</summary>
    TooMany,

    /// <summary>As things stand it cannot be done.</summary>
    Conflict,

    /// <summary>It is another than whoever changes it had seen.</summary>
    Outdated,

    /// <summary>The queue did not take it: try again.</summary>
    Unavailable,
}

/// <summary>What is wrong with one field.</summary>
/// <param name="Field">Its name, or its path in a webhook's body.</param>
/// <param name="Fault">What is wrong.</param>
/// <param name="Limit">The limit that was passed, where there is one.</param>
public sealed record FieldError(string Field, FieldFault Fault, int? Limit = null);

/// <summary>What can be wrong with a field.</summary>
public enum FieldFault
{
    /// <summary>It must be filled in.</summary>
    Required,

    /// <summary>It has too many characters.</summary>
    TooLong,

    /// <summary>It is no email address.</summary>
    NotAnEmail,

    /// <summary>It is no phone number.</summary>
    NotAPhone,

    /// <summary>It is no number, or one that makes no sense here.</summary>
    NotANumber,

    /// <summary>It is none of the choices.</summary>
    NotAChoice,

    /// <summary>It is no time in ISO 8601.</summary>
    NotATime,

    /// <summary>The playbook does not have it, or has no rule for it.</summary>
    NotInPlaybook,

    /// <summary>It could not be understood; it is kept as it is.</summary>
    NotUnderstood,

    /// <summary>It is nobody of the team; it is kept as it is.</summary>
    NotInTeam,

    /// <summary>There are more values than columns.</summary>
    TooMany,
}
