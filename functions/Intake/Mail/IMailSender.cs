namespace Intake.Mail;

/// <summary>Sends mails: the edge of the process.</summary>
public interface IMailSender
{
    /// <summary>Sends a mail once, without trying again.</summary>
    Task<Delivery> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}

/// <summary>A mail with where it goes. The ids come back with the provider's events and hold nothing personal.</summary>
public sealed record OutgoingMail(string MailId, string HandoffId, string ToAddress, string ToName, Mail Mail)
{
    /// <summary>Where one click ends such mail (RFC 8058); null for what goes to colleagues.</summary>
    public string? Unsubscribe { get; init; }

    /// <summary>Key of the recipient, as the provider gives it back.</summary>
    public string? Recipient { get; init; }

    /// <summary>Counts the times that the provider was asked.</summary>
    public int Attempt { get; init; } = 1;

    /// <summary>What waits for the mail; null for nothing.</summary>
    public MailWaiter? Waiter { get; init; }
}
