using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.LocalHost.Mailbox;

/// <summary>Turns what a mail holds into what a person reads in a list.</summary>
internal static partial class MailWords
{
    private const int PreviewLength = 180;

    /// <summary>The name of the sender, else the address.</summary>
    internal static string Sender(StoredMail mail)
    {
        var from = mail.Headers.GetValueOrDefault("From", mail.From);
        var bracket = from.LastIndexOf('<');
        return bracket > 0 ? from[..bracket].Trim() : from;
    }

    /// <summary>One or two letters for the sender's badge.</summary>
    internal static string Initials(StoredMail mail) => string.Concat(
        Sender(mail).Split([' ', '.', '@'], StringSplitOptions.RemoveEmptyEntries).Take(2).Select(word => char.ToUpperInvariant(word[0])));

    /// <summary>The first words of the mail.</summary>
    internal static string Preview(StoredMail mail)
    {
        var text = mail.Text.Length > 0 ? mail.Text : System.Net.WebUtility.HtmlDecode(Tag().Replace(mail.Html, " "));
        text = Blank().Replace(text, " ").Trim();
        return text.Length <= PreviewLength ? text : text[..PreviewLength].TrimEnd() + "…";
    }

    /// <summary>The time, and the day unless it is today.</summary>
    internal static string When(DateTimeOffset at, DateTimeOffset now, TimeZoneInfo zone)
    {
        var (local, today) = (TimeZoneInfo.ConvertTime(at, zone), TimeZoneInfo.ConvertTime(now, zone));
        return local.ToString(local.Date == today.Date ? "HH:mm" : "d MMM HH:mm", CultureInfo.InvariantCulture);
    }

    /// <summary>The whole moment, for one mail.</summary>
    internal static string Moment(DateTimeOffset at, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(at, zone).ToString("dddd d MMMM yyyy, HH:mm:ss zzz", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"<(style|script|head)\b.*?</\1>|<[^>]*>", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Tag();

    [GeneratedRegex(@"[\s\u200b\u200c\u034f\u00ad\ufeff]+")]
    private static partial Regex Blank();
}
