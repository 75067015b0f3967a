using System.Net;
using System.Text.RegularExpressions;

namespace Intake.Mail;

/// <summary>Marks a mail that may have arrived before: in the subject and as its first line, in the reader's language.</summary>
internal static partial class RepeatMark
{
    /// <summary>The mail with the mark; the same twice is one.</summary>
    public static Mail On(Mail mail)
    {
        var (subject, line) = Words(Language().Match(mail.Html).Groups[1].Value);
        if (mail.Subject.StartsWith(subject, StringComparison.Ordinal)) return mail;
        var block = $"<p style=\"margin:0;padding:12px;font-family:sans-serif;font-size:14px\">{WebUtility.HtmlEncode(line)}</p>";
        return new Mail($"{subject} {mail.Subject}", Body().Replace(mail.Html, found => found.Value + block, 1), $"{line}\n\n{mail.Text}");
    }

    private static (string Subject, string Line) Words(string language) => language switch
    {
        "nl" => ("[Mogelijk dubbel]", "Misschien hebt u deze mail al: van de eerste verzending is niet bekend of zij is aangekomen."),
        "de" => ("[Evtl. doppelt]", "Vielleicht haben Sie diese Mail schon: Ob die erste Sendung angekommen ist, ist nicht bekannt."),
        _ => ("[Possible repeat]", "You may have this mail already: whether it arrived when it was first sent is not known."),
    };

    [GeneratedRegex("<html lang=\"([a-z]{2})")]
    private static partial Regex Language();

    [GeneratedRegex("<body[^>]*>")]
    private static partial Regex Body();
}
