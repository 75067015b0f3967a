using Intake.Addresses;
using Intake.Mail;
using Intake.Playbooks;

namespace Intake.Papers;

/// <summary>The mail with the link to a file. Nothing in it was typed by whoever asked: they may have filled in another's address.</summary>
public sealed record PaperMailModel(string Language, string Subject, string Asked, string Until, string NotYou, MailLink Open, MailLink Unsubscribe, MailLink OtherAddress)
{
    /// <summary>The same as plain text.</summary>
    public string Text => string.Join("\n\n", Subject, Asked, $"{Open.Label}:\n{Open.Url}", Until, NotYou, $"{Unsubscribe.Label}: {Unsubscribe.Url}", $"{OtherAddress.Label} {OtherAddress.Url}");

    /// <summary>Makes it.</summary>
    public static PaperMailModel From(ContentItem item, string page, DateTimeOffset until, string unsubscribe, string otherAddress, string? language)
    {
        var texts = PaperTexts.In(language);
        return new PaperMailModel(
            texts.Language, Plain.Line(item.Title.In(texts.Language)), texts.YouAsked, texts.Until(until), texts.NotYou,
            new MailLink(texts.Open, $"{page}?lang={texts.Language}"), new MailLink(texts.NoMail, unsubscribe),
            new MailLink(AddressTexts.In(texts.Language).Link, otherAddress));
    }
}
