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

    /// <summary>It may send HTML forms, urlencoded or multipart, and not JSON alone.</summary>
    public bool TakesForms { get; init; }

    /// <summary>Takes the secret out of a body that holds it, before that is kept.</summary>
    public Func<ReadOnlyMemory<byte>, byte[]> WithoutSecret { get; init; } = body => body.ToArray();

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
        ["typeform"] = new(TypeformAdapter.Verify, TypeformAdapter.Read) { AcceptedStatus = 200 },
        ["webflow"] = new(WebflowAdapter.Verify, WebflowAdapter.Read) { AcceptedStatus = 200 },
        ["hubspot"] = new(HubSpotAdapter.Verify, HubSpotAdapter.Read) { AcceptedStatus = 200 },
        ["google-ads"] = new(GoogleAdsAdapter.Verify, GoogleAdsAdapter.Read)
        {
            SecretIsUsable = SharedSecret.IsLongEnough, AcceptedStatus = 200, WithoutSecret = GoogleAdsAdapter.WithoutKey,
        },
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>A provider by its name: one that is built in, else one that the playbook describes; null when there is none.</summary>
    public static Provider? Find(string name, Playbook playbook) =>
        All.TryGetValue(name, out var known) ? known
        : playbook.Sources.Providers.FirstOrDefault(source => source.Id == name) is { } described ? GenericAdapter.Of(described) : null;

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names(Playbook playbook) => All.Keys.Concat(playbook.Sources.Providers.Select(source => source.Id));
}
