using System.Collections.Frozen;
using Intake.Playbooks;

namespace Intake.Submissions.Webinars;

/// <summary>Reads one provider's calls: signature first, then what it says. Pure, and nothing makes it throw.</summary>
public delegate WebhookResult WebinarAdapter(WebhookCall call, Playbook playbook);

/// <summary>A provider that we can read.</summary>
/// <param name="Read">Its adapter.</param>
/// <param name="SecretIsUsable">Whether a configured secret can be one of this provider's.</param>
/// <param name="AcceptedStatus">The status it takes for "delivered".</param>
public sealed record WebinarProvider(WebinarAdapter Read, Func<string, bool> SecretIsUsable, int AcceptedStatus);

/// <summary>The providers, all of them, here.</summary>
public static class WebinarAdapters
{
    /// <summary>By the last part of <c>/api/webinars/{provider}</c>.</summary>
    public static FrozenDictionary<string, WebinarProvider> All { get; } = new Dictionary<string, WebinarProvider>
    {
        // Zoom documents 200 and 204 only; after anything else it calls again, and in the end no more.
        ["zoom"] = new(ZoomAdapter.Read, secret => secret.Length > 0, AcceptedStatus: 200),
        ["standard"] = new(StandardAdapter.Read, secret => StandardSignature.Key(secret) is not null, AcceptedStatus: 202),
    }.ToFrozenDictionary(StringComparer.Ordinal);
}
