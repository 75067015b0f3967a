using Intake.Mail;

namespace Intake.Referrals;

/// <summary>The mail with a personal link. Nothing in it was typed by whoever asked.</summary>
public sealed record ReferralMailModel(string Language, string Subject, string Words, string NotYou, MailLink Open)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", Subject, Words, $"{Open.Label}:\n{Open.Url}", NotYou);

    /// <summary>Makes it.</summary>
    public static ReferralMailModel From(string address, string? language)
    {
        var texts = ReferralTexts.In(language);
        var (subject, words, open, notYou) = texts.Mail;
        return new ReferralMailModel(texts.Language, subject, words, notYou, new MailLink(open, $"{address}?lang={texts.Language}"));
    }
}
