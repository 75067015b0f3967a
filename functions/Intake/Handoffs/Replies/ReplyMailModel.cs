using System.Collections.Immutable;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs.Replies;

/// <summary>The mail that tells whoever asked who will call them, or others what the playbook has them told. Every word of it is ours: nothing that was typed
/// on a form is in it, as anybody may have typed it about anybody.</summary>
/// <param name="Language">ISO 639-1 code.</param>
/// <param name="Subject">The subject.</param>
/// <param name="Heading">The heading.</param>
/// <param name="Said">Paragraphs.</param>
/// <param name="Next">What comes next.</param>
/// <param name="Why">Why they get it.</param>
/// <param name="Unsubscribe">The way out.</param>
public sealed record ReplyMailModel(string Language, string Subject, string Heading, ImmutableArray<string> Said, string Next, string Why, MailLink Unsubscribe)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", [Heading, .. Said, Next, "--", Why, $"{Unsubscribe.Label}: {Unsubscribe.Url}"]) + "\n";

    /// <summary>Says it.</summary>
    /// <param name="language">Of the person; null for unknown.</param>
    /// <param name="proposition">What they asked about.</param>
    /// <param name="caller">Who will call.</param>
    /// <param name="byPhone">Whether they left a number.</param>
    /// <param name="unsubscribe">The way out.</param>
    public static ReplyMailModel From(string? language, Proposition proposition, AccountManager caller, bool byPhone, string unsubscribe)
    {
        var texts = ReplyTexts.In(language);
        var name = Plain.Line(caller.Name, 80);
        var next = byPhone ? texts.Calls(name) : texts.Writes(name);
        return new ReplyMailModel(
            texts.Language, texts.Subject, texts.Heading, [texts.Asked(proposition.Name.In(texts.Language))],
            byPhone && caller.Phone is { } phone ? $"{next} {texts.From(Plain.Line(phone, 40))}" : next, texts.Why, new MailLink(texts.NoMail, unsubscribe));
    }

    /// <summary>Says what the playbook has them told.</summary>
    /// <param name="language">Of the person; null for unknown.</param>
    /// <param name="mail">The playbook's words.</param>
    /// <param name="contact">Who has the lead.</param>
    /// <param name="unsubscribe">The way out.</param>
    public static ReplyMailModel From(string? language, PersonMail mail, AccountManager contact, string unsubscribe)
    {
        var texts = ReplyTexts.In(language);
        var (subject, name) = (Plain.Line(mail.Subject.In(texts.Language), 100), Plain.Line(contact.Name, 80));
        return new ReplyMailModel(
            texts.Language, subject, subject, [.. mail.Text.In(texts.Language).Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            texts.Contact(contact.Phone is { } phone ? $"{name}, {Plain.Line(phone, 40)}" : name), texts.Permitted, new MailLink(texts.NoMail, unsubscribe));
    }
}
