using System.Text.Json;

namespace Intake.LocalHost.Mailbox;

/// <summary>A request to send, read by the rules of SendGrid's <c>POST /v3/mail/send</c>, so that what passes here passes there.
/// Templates and attachments are not read: the app sends neither.</summary>
internal sealed record MailRequest(
    MailParty? From,
    MailParty? ReplyTo,
    string? Subject,
    MailContent Content,
    Dictionary<string, string> Headers,
    Dictionary<string, string> CustomArgs,
    List<Personalization> Personalizations,
    bool Sandbox)
{
    internal const string FromRequired =
        """The from object must be provided for every email send. It is an object that requires the email parameter, but may also contain a name parameter. e.g. {"email" : "example@example.com"} or {"email" : "example@example.com", "name" : "Example Recipient"}.""";

    private const int MaxPersonalizations = 1000;
    private const int MaxRecipients = 1000;

    /// <summary>Reads a request; <paramref name="errors"/> tells all that is wrong with it.</summary>
    internal static MailRequest Read(JsonElement json, MailErrors errors)
    {
        if (json.ValueKind != JsonValueKind.Object) errors.WrongType("object", json.ValueKind, "(root)");
        var request = new MailRequest(
            json.Property("from") is { } from ? MailAddresses.Read(from, "from", FromRequired, errors) : Missing(errors),
            json.Property("reply_to") is { } replyTo ? MailAddresses.Read(replyTo, "reply_to", "The reply_to email address is required.", errors) : null,
            json.Text("subject", "subject", errors),
            MailContent.Read(json, errors),
            json.Strings("headers", "headers", errors),
            json.Strings("custom_args", "custom_args", errors),
            [.. json.List("personalizations", "personalizations", errors).Select((item, i) => Personalization.Read(item, $"personalizations.{i}", errors))],
            IsSandbox(json, errors));
        request.Check(errors);
        return request;
    }

    /// <summary>The mails that a provider would deliver.</summary>
    internal IEnumerable<StoredMail> Deliver(DateTimeOffset at) => Personalizations.Select(envelope => new StoredMail
    {
        At = at,
        To = string.Join(", ", envelope.To.Select(to => to.Email)),
        From = (envelope.From ?? From)!.Email,
        Subject = SubjectOf(envelope)!,
        Html = Content.Html,
        Text = Content.Text,
        Headers = HeadersOf(envelope),
        CustomArgs = MailHeaders.Merge(CustomArgs, envelope.CustomArgs),
    });

    private static MailParty? Missing(MailErrors errors)
    {
        errors.Add(FromRequired, "from.email");
        return null;
    }

    private static bool IsSandbox(JsonElement json, MailErrors errors)
    {
        if (json.Property("mail_settings")?.Property("sandbox_mode")?.Property("enable") is not { } enable) return false;
        if (enable.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            errors.WrongType("boolean", enable.ValueKind, "mail_settings.sandbox_mode.enable");
        return enable.ValueKind == JsonValueKind.True;
    }

    private void Check(MailErrors errors)
    {
        if (Personalizations.Count == 0)
            errors.Add("The personalizations field is required and must have at least one personalization.", "personalizations");
        if (Personalizations.Count > MaxPersonalizations)
            errors.Add($"The personalization block is limited to {MaxPersonalizations} personalizations per API request. You have provided {Personalizations.Count} personalizations. Please consider splitting this into multiple requests and resending your request.", "personalizations");
        if (Personalizations.Sum(envelope => envelope.Recipients) > MaxRecipients)
            errors.Add($"There is a limit of {MaxRecipients} total recipients (to + cc + bcc) per request.", "personalizations");
        if (string.IsNullOrEmpty(Subject) && (Personalizations.Count == 0 || Personalizations.Exists(envelope => string.IsNullOrEmpty(envelope.Subject))))
            errors.Add("The subject is required. You can get around this requirement if you use a template with a subject defined or if every personalization has a subject defined.", "subject");
        MailHeaders.Check(Headers, "headers", errors);
        foreach (var envelope in Personalizations)
            MailHeaders.CheckSize(MailHeaders.Merge(CustomArgs, envelope.CustomArgs), "custom_args", errors);
    }

    private string? SubjectOf(Personalization envelope) => string.IsNullOrEmpty(envelope.Subject) ? Subject : envelope.Subject;

    private Dictionary<string, string> HeadersOf(Personalization envelope)
    {
        var headers = MailHeaders.Merge(Headers, envelope.Headers);
        headers["From"] = (envelope.From ?? From)!.ToString();
        if (ReplyTo is not null) headers["Reply-To"] = ReplyTo.ToString();
        if (envelope.Cc.Count > 0) headers["Cc"] = string.Join(", ", envelope.Cc);
        return headers;
    }
}
