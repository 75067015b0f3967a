using Intake.Playbooks;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Submissions.Webinars;

/// <summary>The answer to a call.</summary>
/// <param name="Status">HTTP status where nothing is wrong.</param>
/// <param name="Receipt">Receipt or rejection; null for a challenge and for what is ignored.</param>
/// <param name="Challenge">The answer to a challenge.</param>
public sealed record WebinarAnswer(int Status, Parsed<string>? Receipt = null, WebhookResult.Challenge? Challenge = null);

/// <summary>Receives the calls of webinar platforms.</summary>
public sealed class ReceiveWebinar(
    Playbook playbook, IOptions<WebhookOptions> options, SubmissionDesk desk, TimeProvider time, IntakeMetrics metrics,
    ILogger<ReceiveWebinar> logger)
{
    /// <summary>Why a provider is not listened to at all; null when it is.</summary>
    public Rejection? Check(string provider)
    {
        if (!WebinarAdapters.All.ContainsKey(provider)) return new Rejection(RejectionKind.Unknown, "There is no such provider.");
        return options.Value.Of(provider).Count == 0
            ? new Rejection(RejectionKind.NotConfigured, "This provider is not configured: it has no secret, so it is switched off.")
            : null;
    }

    /// <summary>Reads a call and accepts what it says. The <c>Idempotency-Key</c> header is not looked at:
    /// no signature covers it.</summary>
    public async Task<WebinarAnswer> HandleAsync(string provider, Func<string, string?> header, ReadOnlyMemory<byte> body)
    {
        var adapter = WebinarAdapters.All[provider];
        var result = adapter.Read(new WebhookCall(options.Value.Of(provider), header, body, time.GetUtcNow()), playbook);
        return result switch
        {
            WebhookResult.Received received => new WebinarAnswer(adapter.AcceptedStatus, await AcceptAsync(provider, received)),
            WebhookResult.Challenge challenge => new WebinarAnswer(200, Challenge: challenge),
            WebhookResult.Refused refused => new WebinarAnswer(0, Refuse(provider, refused)),
            _ => Ignore(provider),
        };
    }

    private Task<Parsed<string>> AcceptAsync(string provider, WebhookResult.Received received)
    {
        var freshness = received.Freshness;
        if (freshness.IsLate)
        {
            metrics.Late(provider);
            ReceiveLog.NotFresh(logger, provider, freshness.Age, freshness.IsOld ? "to quarantine" : "late");
        }

        if (freshness.IsOld) metrics.Quarantined(provider, QuarantineReasons.OldTimestamp);
        return desk.AcceptAsync(received.Entry, SubmissionKey.Message(received.MessageId),
            quarantine: freshness.IsOld ? QuarantineReasons.OldTimestamp : null);
    }

    private Rejection Refuse(string provider, WebhookResult.Refused refused)
    {
        metrics.Rejected(provider, refused.Rejection.Kind);
        if (refused.Rejection.Kind == RejectionKind.Signature) ReceiveLog.NotSigned(logger, provider, refused.Signature.ToString());
        else ReceiveLog.Refused(logger, provider, refused.Rejection.Kind);
        return refused.Rejection;
    }

    private WebinarAnswer Ignore(string provider)
    {
        metrics.Ignored(provider);
        return new WebinarAnswer(204);
    }
}

/// <summary>Why a submission is set apart.</summary>
public static class QuarantineReasons
{
    /// <summary>It was signed more than a day before it came.</summary>
    public const string OldTimestamp = "old-timestamp";
}
