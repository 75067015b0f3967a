using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Intake.Mail;

/// <summary>The settings <c>SendGrid__*</c>.</summary>
public sealed class SendGridOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "SendGrid";

    /// <summary>Name of the HTTP client.</summary>
    public const string HttpClient = "sendgrid";

    /// <summary>The key. Without it nothing is ever sent, so nothing starts.</summary>
    [Required]
    public string ApiKey { get; set; } = "";

    /// <summary>Base address: the global one, <c>https://api.eu.sendgrid.com</c>, or a stand-in.</summary>
    [Required, Url]
    public string Host { get; set; } = "https://api.sendgrid.com";

    /// <summary>Verified sender.</summary>
    [Required, EmailAddress]
    public string From { get; set; } = "";

    /// <summary>The sender's name.</summary>
    public string FromName { get; set; } = "Intake";

    /// <summary>Where an answer to a mail goes: a mailbox of the team. None: to the sender. Never the one a mail is about, as an answer would take the score along.</summary>
    [EmailAddress]
    public string? ReplyTo { get; set; }

    /// <summary>How long a send may take before its outcome counts as unknown.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a send of unknown outcome waits for evidence before it is tried again.</summary>
    public TimeSpan UnknownWait { get; set; } = TimeSpan.FromHours(24);

    /// <summary>Public keys of the signed event webhook, base64 of the DER; several while they are changed. Without one, events are refused.</summary>
    public IList<string> EventKeys { get; set; } = [];
}

/// <summary>Checks them at the start.</summary>
[OptionsValidator]
internal sealed partial class ValidateSendGridOptions : IValidateOptions<SendGridOptions>;
