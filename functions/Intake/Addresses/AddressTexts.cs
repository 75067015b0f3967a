using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Addresses;

/// <summary>What a page behind a link about another address says.</summary>
public enum AddressPage
{
#pragma warning disable CS1591 // the texts say it
    Sent,
    AskConfirm,
    Confirmed,
    AlreadyOne,
    Noted,
    AskRefuse,
    Refused,
    Gone,
    Expired,
    Wrong,
    TryAgain,
#pragma warning restore CS1591
}

/// <summary>The words of those pages, in one language.</summary>
internal sealed record AddressTexts(string Language)
{
    private bool Dutch => Language == "nl";

    public static AddressTexts In(string? language) => new(language == "nl" ? "nl" : "en");

    public static Localized Label(string en, string nl) => new(ImmutableSortedDictionary<string, string>.Empty.Add("en", en).Add("nl", nl));

    public string Link => Dutch ? "Kennen wij u ook van een ander adres?" : "Do we also know you by another address?";

    public string Intro => Dutch
        ? "Vul het in. Wij sturen er een mail naartoe. Zodra u die hebt bevestigd, horen beide adressen bij u."
        : "Fill it in. We send a mail there, and both addresses belong to you once you have confirmed it.";

    public string Title(AddressPage page) => page switch
    {
        AddressPage.Sent => Dutch ? "Kijk in uw andere mailbox" : "Look in your other mailbox",
        AddressPage.AskConfirm => Dutch ? "Zijn beide adressen van u?" : "Are both addresses yours?",
        AddressPage.Confirmed => Dutch ? "Dank u wel, het is bevestigd" : "Thank you, it is confirmed",
        AddressPage.AlreadyOne => Dutch ? "Dat wisten we al" : "We knew that already",
        AddressPage.Noted => Dutch ? "Dank u wel, we hebben het genoteerd" : "Thank you, we have noted it",
        AddressPage.AskRefuse => Dutch ? "Dit adres nooit meer vragen?" : "Never ask this address again?",
        AddressPage.Refused => Dutch ? "We vragen het niet meer" : "We will not ask again",
        AddressPage.Gone => Dutch ? "Hier valt niets meer te bevestigen" : "There is nothing left to confirm",
        AddressPage.Expired => Dutch ? "Deze link is verlopen" : "This link has expired",
        AddressPage.TryAgain => Dutch ? "Dat lukte nu even niet" : "That did not work just now",
        _ => Dutch ? "Deze link werkt niet" : "This link does not work",
    };

    public string Text(AddressPage page) => page switch
    {
        AddressPage.Sent => Dutch
            ? "Als dat nodig is, is er een mail naar dat adres onderweg. Het kan een paar minuten duren. Komt er niets, dan hoeft u niets te doen."
            : "If there is a need for it, a mail to that address is on its way. It can take a few minutes. If nothing comes, there is nothing to do.",
        AddressPage.AskConfirm => Dutch
            ? "Druk dan op de knop. Wij zien u voortaan als één persoon: wat u ons op het ene adres vraagt of verbiedt, geldt ook voor het andere."
            : "Then press the button. From then on you are one person to us: what you ask or forbid us at one address holds for the other too.",
        AddressPage.Confirmed => Dutch
            ? "Binnen een paar minuten horen beide adressen bij u." : "Within a few minutes both addresses belong to you.",
        AddressPage.AlreadyOne => Dutch ? "Beide adressen horen al bij u. U hoeft niets meer te doen." : "Both addresses belong to you already. There is nothing left to do.",
        AddressPage.Noted => Dutch ? "Een collega kijkt ernaar. U hoeft niets meer te doen." : "A colleague looks at it. There is nothing left to do.",
        AddressPage.AskRefuse => Dutch
            ? "Druk op de knop, en wij vragen dit adres nooit meer of het ook van iemand anders is." : "Press the button, and we never ask this address again whether it is somebody's too.",
        AddressPage.Refused => Dutch ? "Het is geregeld." : "It is done.",
        AddressPage.Gone => Dutch
            ? "Wij kennen degene die hierom vroeg niet meer." : "We do not know any more who asked for this.",
        AddressPage.Expired => Dutch
            ? "Vul uw andere adres opnieuw in; de link daarvoor staat onder onze mails." : "Please fill in your other address again; the link for that is below our mails.",
        AddressPage.TryAgain => Dutch ? "Probeer het over een minuut nog eens; de link blijft werken." : "Please try again in a minute; the link keeps working.",
        _ => Dutch
            ? "Misschien is hij niet helemaal overgenomen. Open hem nog eens vanuit de mail." : "It may not have been copied whole. Please open it again from the mail.",
    };

    public string? Button(AddressPage page) => page switch
    {
        AddressPage.AskConfirm => Dutch ? "Ja, beide zijn van mij" : "Yes, both are mine",
        AddressPage.AskRefuse => Dutch ? "Nooit meer vragen" : "Never ask again",
        _ => null,
    };
}
