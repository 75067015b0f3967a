namespace Intake.Mail;

/// <summary>Makes the links of mails that are no web links; null where a value would not be safe or useful in one.</summary>
internal static class MailUrls
{
    /// <summary>A number to tap.</summary>
    public static MailLink? Phone(string? number)
    {
        var shown = Plain.Line(number, 40);
        var digits = string.Concat(shown.Where(char.IsAsciiDigit));
        return digits.Length is < 6 or > 15 ? null : new MailLink(shown, $"tel:{(shown[0] == '+' ? "+" : "")}{digits}");
    }

    /// <summary>An empty draft: a reply to our mail would take the score along.</summary>
    public static MailLink? Write(string label, string email) =>
        email.Contains('@', StringComparison.Ordinal) ? new MailLink(label, Draft(email)) : null;

    private static string Draft(string email) => $"mailto:{Uri.EscapeDataString(email).Replace("%40", "@", StringComparison.Ordinal)}";
}
