using System.Collections.Immutable;

namespace Intake.Playbooks;

/// <summary>What the playbook says of the places that send us leads: how their forms map to ours, and providers that it describes itself.</summary>
/// <param name="Forms">Forms of providers, in the order in which they are looked through.</param>
/// <param name="Providers">Providers that need no code.</param>
public sealed record Sources(ImmutableArray<SourceForm> Forms, ImmutableArray<SourceProvider> Providers)
{
    /// <summary>A playbook that says nothing of them.</summary>
    public static readonly Sources None = new([], []);

    /// <summary>The mapping of a provider's form: that of one of its ids, else that of all its forms; null when there is none.</summary>
    public SourceForm? Find(string provider, IEnumerable<string> forms)
    {
        var own = Forms.Where(form => form.Provider == provider);
        return own.FirstOrDefault(form => forms.Contains(form.Form, StringComparer.Ordinal)) ?? own.FirstOrDefault(form => form.Form == "*");
    }
}

/// <summary>How a provider's form maps to one of ours.</summary>
public sealed record SourceForm
{
    /// <summary>Name of the provider.</summary>
    public required string Provider { get; init; }

    /// <summary>The provider's id of the form, or <c>*</c> for all that have no mapping of their own.</summary>
    public required string Form { get; init; }

    /// <summary>Id of our form, or of content that can be requested.</summary>
    public required string As { get; init; }

    /// <summary>What posting it means, where that is something else than what <see cref="As"/> says.</summary>
    public string? Activity { get; init; }

    /// <summary>Our field by theirs.</summary>
    public required ImmutableSortedDictionary<string, string> Fields { get; init; }

    /// <summary>By our field: our value by theirs, in any case.</summary>
    public ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> Values { get; init; } =
        ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>>.Empty;
}

/// <summary>A provider that the playbook describes: how a call proves to be genuine, and where in its body things are.</summary>
public sealed record SourceProvider
{
    /// <summary>The last part of <c>/api/webhooks/{provider}</c>.</summary>
    public required string Id { get; init; }

    /// <summary>How a call proves to be genuine.</summary>
    public required SourceProof Proof { get; init; }

    /// <summary>It sends HTML forms, not JSON alone.</summary>
    public bool TakesForms { get; init; }

    /// <summary>JSON path of the submissions; null when the body is one.</summary>
    public string? Items { get; init; }

    /// <summary>JSON path, within a submission, of the id that is the same on every retry; null when its content must do.</summary>
    public string? MessageId { get; init; }

    /// <summary>JSON path of the form's id; null when only <c>*</c> maps.</summary>
    public string? Form { get; init; }

    /// <summary>JSON path of when it happened: ISO 8601, or epoch seconds or milliseconds.</summary>
    public string? OccurredAt { get; init; }

    /// <summary>JSON path of the object whose members are the fields, or of each field where they are a list.</summary>
    public required string Fields { get; init; }

    /// <summary>Where the fields are a list: JSON path of a field's name.</summary>
    public string? FieldName { get; init; }

    /// <summary>Where the fields are a list: JSON path of a field's value; several are joined.</summary>
    public string? FieldValue { get; init; }
}

/// <summary>How a call proves to be genuine.</summary>
public sealed record SourceProof
{
    /// <summary>Kind.</summary>
    public required ProofKind Kind { get; init; }

    /// <summary>The header with the signature or the secret.</summary>
    public string Header { get; init; } = "";

    /// <summary>The signature is base64, not hex.</summary>
    public bool Base64 { get; init; }

    /// <summary>What stands before the signature.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The header with the time of signing; null when none is signed.</summary>
    public string? Timestamp { get; init; }

    /// <summary>That time is in milliseconds.</summary>
    public bool Milliseconds { get; init; }

    /// <summary>What is signed, with <c>{body}</c> and, as needed, <c>{timestamp}</c>, <c>{method}</c>, <c>{url}</c>.</summary>
    public string Base { get; init; } = "{body}";
}

/// <summary>Ways to prove that a call is genuine.</summary>
public enum ProofKind
{
    /// <summary>HMAC-SHA256 over the call.</summary>
    Hmac,

    /// <summary>The secret itself in a header.</summary>
    Header,

    /// <summary>The secret itself at the end of the address.</summary>
    Path,
}
