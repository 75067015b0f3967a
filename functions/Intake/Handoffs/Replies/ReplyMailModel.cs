using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Handoffs.Replies;

/// <summary>The mail that tells whoever asked who will call them. Every word of it is ours: nothing that was typed on the form is in it,
/// as anybody may have typed it about anybody.</summary>
public sealed record ReplyMailModel(string Language, string Subject, string Heading, string Asked, string Next, string Why, MailLink Unsubscribe)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", Heading, Asked, Next, "--", Why, $"{Unsubscribe.Label}: {Unsubscribe.Url}") + "\n";

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
            texts.Language, texts.Subject, texts.Heading, texts.Asked(proposition.Name.In(texts.Language)),
            byPhone && caller.Phone is { } phone ? $"{next} {texts.From(Plain.Line(phone, 40))}" : next, texts.Why, new MailLink(texts.NoMail, unsubscribe));
    }
}
