using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Submissions.Sources;

/// <summary>Tells whether a call is genuine. Pure, and nothing makes it throw.</summary>
public delegate Verified Verify(WebhookCall call);

/// <summary>Reads a genuine call. Pure, and nothing makes it throw.</summary>
public delegate Reading Read(ProviderCall call, Playbook playbook);

/// <summary>A provider that we can read: its adapter.</summary>
/// <param name="Verify">Checks the signature.</param>
/// <param name="Read">Reads what it says.</param>
public sealed record Provider(Verify Verify, Read Read)
{
    /// <summary>Whether a configured secret can be one of this provider's.</summary>
    public Func<string, bool> SecretIsUsable { get; init; } = secret => secret.Length > 0;

    /// <summary>The status it takes for "delivered".</summary>
    public int AcceptedStatus { get; init; } = 202;

    /// <summary>Whoever calls wrote the body for us and reads the answer: what cannot be mapped is kept, and refused with every error. A
    /// platform that nobody watches gets its 2xx instead, for after errors it stops calling.</summary>
    public bool TellsErrors { get; init; }

    /// <summary>The headers that <see cref="Read"/> needs, in lower case.</summary>
    public ImmutableArray<string> Headers { get; init; } = [];
}

/// <summary>The providers, all of them, here.</summary>
public static class Providers
{
    /// <summary>By the last part of <c>/api/webhooks/{provider}</c>.</summary>
    public static FrozenDictionary<string, Provider> All { get; } = new Dictionary<string, Provider>
    {
        // Zoom documents 200 and 204 only; after anything else it calls again, and in the end no more.
        ["zoom"] = new(ZoomAdapter.Verify, ZoomAdapter.Read) { AcceptedStatus = 200 },
        ["standard"] = new(StandardAdapter.Verify, StandardAdapter.Read)
        {
            SecretIsUsable = secret => StandardSignature.Key(secret) is not null, TellsErrors = true, Headers = ["webhook-id"],
        },
        ["livestorm"] = new(PathSecret.Verify, LivestormAdapter.Read) { SecretIsUsable = PathSecret.IsUsable, AcceptedStatus = 200 },
        ["goto"] = new(PathSecret.Verify, GoToAdapter.Read) { SecretIsUsable = PathSecret.IsUsable, AcceptedStatus = 200 },
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
