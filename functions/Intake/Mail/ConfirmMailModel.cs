using System.Collections.Immutable;
using Intake.Addresses;

namespace Intake.Mail;

/// <summary>The mail that asks to confirm a consent. Every word of it is ours: nothing that was typed on the form is in it,
/// as anybody may have typed it about anybody.</summary>
public sealed record ConfirmMailModel(string Language, ImmutableArray<string> Consented, string ConfirmUrl, string UnsubscribeUrl, string OtherAddressUrl)
{
    private bool Dutch => Language == "nl";

    /// <summary>Subject.</summary>
    public string Subject => Dutch ? "Bevestig uw aanmelding" : "Please confirm your subscription";

    /// <summary>First line.</summary>
    public string Heading => Dutch ? "Nog één stap" : "One more step";

    /// <summary>What it is about.</summary>
    public string Why => Dutch
        ? "Op onze website is met dit e-mailadres ingestemd met:"
        : "On our website somebody used this email address to agree to:";

    /// <summary>What to do.</summary>
    public string What => Dutch
        ? "Was u dat? Bevestig het dan met de knop. Pas daarna sturen wij u iets."
        : "Was that you? Then confirm it with the button. Only after that we will send you anything.";

    /// <summary>What not to do.</summary>
    public string Otherwise => Dutch
        ? "Was u het niet? Dan hoeft u niets te doen: zonder bevestiging krijgt u geen mail van ons. De knop werkt zeven dagen."
        : "Was it not you? Then there is nothing to do: without a confirmation you get no mail from us. The button works for seven days.";

    /// <summary>The button.</summary>
    public MailLink Confirm => new(Dutch ? "Ja, bevestigen" : "Yes, confirm", ConfirmUrl);

    /// <summary>The way out.</summary>
    public MailLink Unsubscribe => new(Dutch ? "Nooit meer mail op dit adres" : "Never mail this address again", UnsubscribeUrl);

    /// <summary>To tell another address.</summary>
    public MailLink OtherAddress => new(AddressTexts.In(Language).Link, OtherAddressUrl);

    /// <summary>The same as plain text.</summary>
    public string Text => string.Join('\n',
    [
        Heading, "", Why, .. Consented.Select(words => $"\"{words}\""), "", What, "", $"{Confirm.Label}: {Confirm.Url}", "", Otherwise, "", "--", $"{Unsubscribe.Label}: {Unsubscribe.Url}", $"{OtherAddress.Label} {OtherAddress.Url}", "",
    ]);
}
