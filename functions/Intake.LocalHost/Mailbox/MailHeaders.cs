namespace Intake.LocalHost.Mailbox;

/// <summary>The rules for the sender's own headers and arguments.</summary>
internal static class MailHeaders
{
    private const int MaxCustomArgsBytes = 10_000;

    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "x-sg-id", "x-sg-eid", "received", "dkim-signature", "Content-Type", "Content-Transfer-Encoding",
        "To", "From", "Subject", "Reply-To", "CC", "BCC",
    };

    internal static void Check(IReadOnlyDictionary<string, string> headers, string field, MailErrors errors)
    {
        foreach (var (name, value) in headers)
        {
            if (Reserved.Contains(name))
                errors.Add($"The header name '{name}' is reserved. You can not use any of the following headers: {string.Join(", ", Reserved)}", field);
            else if (name.Length == 0 || name.Any(c => c is <= ' ' or >= '\u007f' or ':'))
                errors.Add("Headers must be valid ASCII names. Please refer to RFC 5322 section 2.2 for the allowed characters.", field);
            else if (value.AsSpan().ContainsAny('\r', '\n'))
                errors.Add("Header values can not contain line breaks.", $"{field}.{name}");
        }
    }

    internal static void CheckSize(IReadOnlyDictionary<string, string> customArgs, string field, MailErrors errors)
    {
        var bytes = customArgs.Sum(arg => System.Text.Encoding.UTF8.GetByteCount(arg.Key) + System.Text.Encoding.UTF8.GetByteCount(arg.Value));
        if (bytes >= MaxCustomArgsBytes)
            errors.Add($"The custom_args substitutions, and headers can not exceed {MaxCustomArgsBytes} bytes; they have {bytes}.", field);
    }

    /// <summary>The narrower ones win.</summary>
    internal static Dictionary<string, string> Merge(IReadOnlyDictionary<string, string> all, IReadOnlyDictionary<string, string> own)
    {
        var merged = new Dictionary<string, string>(all, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in own) merged[name] = value;
        return merged;
    }
}
