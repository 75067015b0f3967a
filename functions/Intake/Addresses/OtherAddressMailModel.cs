using Intake.Mail;

namespace Intake.Addresses;

/// <summary>The mail that asks an address whether it is somebody's too. Every word of it is ours, and neither address is in it: anybody may have typed this one.</summary>
public sealed record OtherAddressMailModel(string Language, string ConfirmUrl, string UnsubscribeUrl)
{
    private bool Dutch => Language == "nl";

    /// <summary>Subject.</summary>
    public string Subject => Dutch ? "Is dit adres ook van u?" : "Is this address yours too?";

    /// <summary>First line.</summary>
    public string Heading => Dutch ? "Eén vraag" : "One question";

    /// <summary>What it is about.</summary>
    public string Why => Dutch
        ? "Iemand die op een ander adres mail van ons krijgt, zegt dat dit adres ook van hem of haar is."
        : "Somebody who gets mail from us at another address says that this one is theirs too.";

    /// <summary>What to do.</summary>
    public string What => Dutch ? "Bent u dat? Bevestig het dan met de knop." : "Is that you? Then confirm it with the button.";

    /// <summary>What not to do.</summary>
    public string Otherwise => Dutch
        ? "Bent u het niet? Dan hoeft u niets te doen: zonder bevestiging verandert er niets. De knop werkt zeven dagen."
        : "Is it not you? Then there is nothing to do: without a confirmation nothing changes. The button works for seven days.";

    /// <summary>The button.</summary>
    public MailLink Confirm => new(Dutch ? "Ja, beide zijn van mij" : "Yes, both are mine", ConfirmUrl);

    /// <summary>The way out.</summary>
    public MailLink Unsubscribe => new(Dutch ? "Dit adres nooit meer vragen" : "Never ask this address again", UnsubscribeUrl);

    /// <summary>The same as plain text.</summary>
    public string Text => string.Join('\n',
        [Heading, "", Why, "", What, "", $"{Confirm.Label}: {Confirm.Url}", "", Otherwise, "", "--", $"{Unsubscribe.Label}: {Unsubscribe.Url}", ""]);
}
