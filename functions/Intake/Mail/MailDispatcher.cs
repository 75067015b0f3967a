using Intake.Storage;
using Intake.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Mail;

/// <summary>Sends a mail once: claims it, tells the provider, and records what became of it.</summary>
public sealed partial class MailDispatcher(
    Mails mails, IMailSender sender, Keys keys, IOptions<SendGridOptions> options, IntakeMetrics metrics, TimeProvider time, ILogger<MailDispatcher> logger)
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMinutes(1), RetryRefusedAfter = TimeSpan.FromHours(1);

    /// <summary>Sends, unless it was sent, is not due, or its outcome is unknown.</summary>
    /// <param name="mailId">Derived from the reason for sending: the same reason never sends twice.</param>
    /// <param name="about">Id of what it is about.</param>
    /// <param name="toAddress">Recipient.</param>
    /// <param name="write">Writes the mail; called first, so that one that cannot be written is never claimed.</param>
    /// <param name="cancellationToken">Cancels before the send; what has gone out is recorded all the same.</param>
    /// <param name="tester">Address of the tester whose try it is: the mail goes there and nowhere else.</param>
    public async Task<Dispatched> SendAsync(
        string mailId, string about, string toAddress, Func<Task<OutgoingMail>> write, CancellationToken cancellationToken, string? tester = null)
    {
        var mail = TestMail.For(tester, await write());
        var key = new MailKey(keys.Recipient(tester ?? toAddress), mailId);
        return await mails.ClaimAsync(key, about, mail.Waiter, time.GetUtcNow(), options.Value.UnknownWait, cancellationToken) switch
        {
            MailClaim.Send claim => await SendAsync(key, claim, mail, cancellationToken),
            MailClaim.AlreadySent sent => new Dispatched.Sent(sent.At),
            MailClaim.Wait wait => new Dispatched.Later(wait.Until),
            var other => throw new InvalidOperationException($"{other} is not known."),
        };
    }

    /// <summary>When the provider took a mail, as far as is known; null where it has not, and nothing is sent.</summary>
    /// <param name="mailId">Id of the mail.</param>
    /// <param name="toAddress">Recipient.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <param name="tester">Address of the tester whose try it is.</param>
    public async Task<DateTimeOffset?> SentAsync(string mailId, string toAddress, CancellationToken cancellationToken, string? tester = null) =>
        await mails.ChangeAsync(new MailKey(keys.Recipient(tester ?? toAddress), mailId), row => row, cancellationToken)
            is { State: MailState.Sent or MailState.Delivered or MailState.Failed } row ? row.SentAt ?? row.Since : null;

    private async Task<Dispatched> SendAsync(MailKey key, MailClaim.Send claim, OutgoingMail mail, CancellationToken cancellationToken)
    {
        var row = claim.Row;
        if (row.Attempt > 1) SendingAgain(logger, key.Id, row.Attempt);
        if (row.Repeat) metrics.Mailed("repeat");
        var delivery = await sender.SendAsync(
            mail with { Recipient = key.Recipient, Attempt = row.Attempt, Mail = row.Repeat ? RepeatMark.On(mail.Mail) : mail.Mail }, cancellationToken);
        var now = time.GetUtcNow();
        switch (delivery)
        {
            case Delivery.Delivered delivered:
                await mails.RecordAsync(key, claim, found => MailStates.Answered(found, row.Attempt, delivered.MessageId, now));
                metrics.Mailed("sent");
                return new Dispatched.Sent(now);
            case Delivery.Failed { Category: DeliveryFailure.UnknownOutcome } unknown:
                await mails.RecordAsync(key, claim, found => MailStates.Lost(found, row.Attempt, unknown.Reason, now));
                metrics.Mailed("unknown");
                Unknown(logger, key.Id, unknown.Reason, now + options.Value.UnknownWait);
                return new Dispatched.Later(now + options.Value.UnknownWait);
            case Delivery.Failed failed:
                return await PutOffAsync(key, claim, failed, now);
            default:
                throw new InvalidOperationException($"{delivery} is not known.");
        }
    }

    // What the provider refuses is tried again too: the key, the sender or the address may be mended,
    // and the lead must not be lost meanwhile.
    private async Task<Dispatched> PutOffAsync(MailKey key, MailClaim.Send claim, Delivery.Failed failed, DateTimeOffset now)
    {
        var wait = failed.Retryable ? RetryAfter : RetryRefusedAfter;
        var notBefore = failed.NotBefore > now + wait ? failed.NotBefore.Value : now + wait;
        await mails.RecordAsync(key, claim, found => MailStates.PutOff(found, claim.Row.Attempt, failed.Reason, now, notBefore));
        metrics.Mailed(failed.Retryable ? "put-off" : "refused");
        if (failed.Retryable) NotTaken(logger, key.Id, failed.Reason, notBefore);
        else Refused(logger, key.Id, failed.Reason, notBefore);
        return new Dispatched.Later(notBefore);
    }

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} is sent again, attempt {Attempt}")]
    private static partial void SendingAgain(ILogger logger, string mailId, int attempt);

    [LoggerMessage(LogLevel.Warning, "Mail {MailId} was not taken ({Reason}); not before {NotBefore}")]
    private static partial void NotTaken(ILogger logger, string mailId, string reason, DateTimeOffset notBefore);

    [LoggerMessage(LogLevel.Error, "Whether mail {MailId} was taken is unknown ({Reason}); it is not sent again before {Until}")]
    private static partial void Unknown(ILogger logger, string mailId, string reason, DateTimeOffset until);

    [LoggerMessage(LogLevel.Error, "Mail {MailId} was refused ({Reason}); it is tried again at {NotBefore}")]
    private static partial void Refused(ILogger logger, string mailId, string reason, DateTimeOffset notBefore);
}

/// <summary>What became of a mail.</summary>
public abstract record Dispatched
{
    /// <summary>The provider has it.</summary>
    public sealed record Sent(DateTimeOffset At) : Dispatched;

    /// <summary>Not now; come back then.</summary>
    public sealed record Later(DateTimeOffset Until) : Dispatched;
}
