using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Submissions.Sources;

/// <summary>The answer to a call.</summary>
/// <param name="Status">HTTP status where nothing is wrong.</param>
/// <param name="Receipt">Receipt or rejection; null for a challenge and for what is ignored.</param>
/// <param name="Challenge">The answer to a challenge.</param>
public sealed record CallAnswer(int Status, Parsed<string>? Receipt = null, ChallengeAnswer? Challenge = null);

/// <summary>The proof that we know the secret.</summary>
/// <param name="PlainToken">What the provider sent.</param>
/// <param name="EncryptedToken">The proof.</param>
public sealed record ChallengeAnswer(string PlainToken, string EncryptedToken);

/// <summary>Receives the calls of providers.</summary>
public sealed class ReceiveCall(
    PlaybookInForce playbooks, IOptions<WebhookOptions> options, SubmissionDesk desk, Keys keys, IntakeMetrics metrics, ILogger<ReceiveCall> logger)
{
    private static readonly Rejection NotSigned = new(RejectionKind.Signature, "The signature is missing or wrong.");
    private static readonly Rejection NoProvider = new(RejectionKind.Unknown, "There is no such provider.");

    /// <summary>The secrets of a provider; or why it is not listened to at all.</summary>
    public Parsed<string[]> SecretsOf(string provider)
    {
        if (Providers.Find(provider, playbooks.Current) is null) return NoProvider;
        var secrets = options.Value.Of(provider);
        return secrets.Count == 0
            ? new Rejection(RejectionKind.NotConfigured, "This provider is not configured: it has no secret, so it is switched off.")
            : secrets.ToArray();
    }

    /// <summary>Whether a provider may send nothing but JSON.</summary>
    public bool IsJsonOnly(string provider) => Providers.Find(provider, playbooks.Current) is not { TakesForms: true };

    /// <summary>Reads a call and accepts what it says. The <c>Idempotency-Key</c> header is not looked at:
    /// no signature covers it.</summary>
    public async Task<CallAnswer> HandleAsync(string name, WebhookCall call)
    {
        var playbook = playbooks.Current;
        // Another playbook may be in force since its secrets were asked for.
        if (Providers.Find(name, playbook) is not { } provider) return new CallAnswer(0, NoProvider);
        var verified = provider.Verify(call);
        if (verified.Secret is not { } secret) return new CallAnswer(0, Refuse(name, verified.State));

        var kept = Keep(name, provider, call, Judge(name, verified.Freshness));
        return provider.Read(kept, playbook) switch
        {
            Reading.Received received => new CallAnswer(provider.AcceptedStatus, await AcceptAsync(received, kept)),
            Reading.Challenge challenge =>
                new CallAnswer(200, Challenge: new ChallengeAnswer(challenge.PlainToken, ZoomSignature.Prove(secret, challenge.PlainToken))),
            Reading.Course => await KeepCourseAsync(provider, kept),
            Reading.Unmapped unmapped => new CallAnswer(provider.AcceptedStatus, await KeepAsync(provider, kept, unmapped.Rejection)),
            Reading.Broken broken => new CallAnswer(0, Refuse(name, broken.Rejection)),
            _ => Ignore(name),
        };
    }

    /// <summary>Whether a call without a body is from somebody who knows the secret; null when it is, else why not.</summary>
    public Rejection? Knows(string name, WebhookCall call) =>
        Providers.Find(name, playbooks.Current) is not { } provider ? NoProvider
        : provider.Verify(call) is { Secret: null } wrong ? Refuse(name, wrong.State) : null;

    // The same call made again must get the same id, also where its signature or its time differ.
    private ProviderCall Keep(string name, Provider provider, WebhookCall call, string? quarantine)
    {
        var body = provider.WithoutSecret(call.Body);
        return new ProviderCall
        {
            // What is hashed is personal, so the hash is keyed.
            Id = keys.Hash("call", name, Convert.ToBase64String(body)),
            Provider = name,
            Headers = provider.Headers.IsEmpty ? null : provider.Headers.Where(header => call.Header(header) is not null)
                .ToImmutableSortedDictionary(header => header, header => call.Header(header)!, StringComparer.Ordinal),
            Body = body,
            ReceivedAt = call.Now,
            Quarantine = quarantine,
        };
    }

    private string? Judge(string provider, Freshness freshness)
    {
        if (!freshness.IsLate) return null;
        metrics.Late(provider);
        ReceiveLog.NotFresh(logger, provider, freshness.Age, freshness.IsOld ? "to quarantine" : "late");
        return freshness.IsOld ? QuarantineReasons.OldTimestamp : null;
    }

    // A call that tells of several people is kept as one message, which is all or nothing; one that tells of one goes straight on.
    private async Task<Parsed<string>> AcceptAsync(Reading.Received received, ProviderCall call) => received is { Items: [var only], Rest: null }
        ? await desk.AcceptAsync(only.Entry, SubmissionKey.Message(only.MessageId), Circumstances.Of(call))
        : await desk.AcceptAsync(call);

    // The course of a webinar is no submission, so there is no outcome of it to ask for.
    private async Task<CallAnswer> KeepCourseAsync(Provider provider, ProviderCall call)
    {
        var kept = await desk.AcceptAsync(call);
        return new CallAnswer(provider.AcceptedStatus, kept.IsValid ? null : kept);
    }

    private async Task<Parsed<string>> KeepAsync(Provider provider, ProviderCall call, Rejection rejection)
    {
        Refuse(call.Provider, rejection);
        var receipt = await desk.AcceptAsync(call);
        return receipt.IsValid && provider.TellsErrors ? rejection : receipt;
    }

    private Rejection Refuse(string provider, SignatureState state)
    {
        metrics.Rejected(provider, RejectionKind.Signature);
        ReceiveLog.NotSigned(logger, provider, state.ToString());
        return NotSigned;
    }

    private Rejection Refuse(string provider, Rejection rejection)
    {
        metrics.Rejected(provider, rejection.Kind);
        return rejection;
    }

    private CallAnswer Ignore(string provider)
    {
        metrics.Ignored(provider);
        return new CallAnswer(204);
    }
}
