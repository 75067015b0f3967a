namespace Intake.Mail.Events;

/// <summary>What the provider tells of a mail: ids and a word, and nothing of its texts.</summary>
/// <param name="Recipient">Key of the recipient.</param>
/// <param name="Mail">Id of the mail.</param>
/// <param name="Attempt">Which attempt, from 1.</param>
/// <param name="Kind">What happened.</param>
/// <param name="At">When.</param>
public sealed record MailEvent(string Recipient, string Mail, int Attempt, MailEventKind Kind, DateTimeOffset At);

/// <summary>What happened to a mail.</summary>
public enum MailEventKind
{
    /// <summary>The provider has it: processed, or deferred by the recipient's server.</summary>
    Taken,

    /// <summary>The recipient's server has it.</summary>
    Delivered,

    /// <summary>There is no such address.</summary>
    Bounced,

    /// <summary>The recipient's server does not want it.</summary>
    Blocked,

    /// <summary>The provider does not try, for what happened before.</summary>
    Dropped,

    /// <summary>The recipient called it spam.</summary>
    Spam,
}
