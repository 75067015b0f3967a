using Intake.Playbooks;
using System.Collections.Immutable;

namespace Intake.Referrals;

/// <summary>What the pages and the mail about referrals say, in one language.</summary>
public sealed record ReferralTexts
{
    /// <summary>Code of the language.</summary>
    public required string Language { get; init; }

    /// <summary>Above the field for the address.</summary>
    public required string Ask { get; init; }

    /// <summary>After the address was sent, whoever it is of.</summary>
    public required (string Title, string Text) OnItsWay { get; init; }

    /// <summary>After somebody was referred.</summary>
    public required (string Title, string Text) Thanks { get; init; }

    /// <summary>To refer somebody else.</summary>
    public required string Another { get; init; }

    /// <summary>Where a link is none of ours.</summary>
    public required (string Title, string Text) Wrong { get; init; }

    /// <summary>Where a link is too old.</summary>
    public required (string Title, string Text) Expired { get; init; }

    /// <summary>To a new link.</summary>
    public required string NewLink { get; init; }

    /// <summary>The mail's subject, words, button and foot.</summary>
    public required (string Subject, string Text, string Open, string NotYou) Mail { get; init; }

    /// <summary>The words in Dutch or else English.</summary>
    public static ReferralTexts In(string? language) => language == "nl" ? Dutch : English;

    /// <summary>A label in both.</summary>
    public static Localized Label(string en, string nl) => new(ImmutableSortedDictionary<string, string>.Empty.Add("en", en).Add("nl", nl));

    private static ReferralTexts English { get; } = new()
    {
        Language = "en",
        Ask = "For colleagues and partners. Fill in your own address: we mail you your personal link.",
        OnItsWay = ("Look in your mailbox", "If we know you, a mail with your personal link is on its way. You can ask for it once an hour."),
        Thanks = ("Thank you", "We take it from here. We will tell them who gave us their name."),
        Another = "Refer somebody else",
        Wrong = ("This link is not right", "Perhaps it was cut off on the way. Open it from the mail itself, or ask for a new one."),
        Expired = ("This link no longer works", "A personal link works for 180 days. A new one is mailed at once."),
        NewLink = "Ask for a new link",
        Mail = ("Your personal link to refer somebody", "With this link you can refer customers and acquaintances to us, as often as you like. It is yours: do not pass it on. It works for 180 days.",
            "Refer somebody", "You get this mail because your address was filled in on our page for referrals. Was that not you? Then you need not do anything."),
    };

    private static ReferralTexts Dutch { get; } = new()
    {
        Language = "nl",
        Ask = "Voor collega's en partners. Vul uw eigen adres in: we mailen u uw persoonlijke link.",
        OnItsWay = ("Kijk in uw mailbox", "Als we u kennen, is een mail met uw persoonlijke link onderweg. U kunt er één keer per uur om vragen."),
        Thanks = ("Dank u wel", "We nemen het over. We vertellen van wie we de naam hebben."),
        Another = "Nog iemand doorverwijzen",
        Wrong = ("Deze link klopt niet", "Misschien is hij onderweg afgekapt. Open hem vanuit de mail zelf, of vraag een nieuwe aan."),
        Expired = ("Deze link werkt niet meer", "Een persoonlijke link werkt 180 dagen. Een nieuwe wordt meteen gemaild."),
        NewLink = "Een nieuwe link aanvragen",
        Mail = ("Uw persoonlijke link om iemand door te verwijzen", "Met deze link verwijst u klanten en bekenden naar ons door, zo vaak u wilt. Hij is van u: geef hem niet door. Hij werkt 180 dagen.",
            "Iemand doorverwijzen", "U krijgt deze mail omdat uw adres is ingevuld op onze pagina voor doorverwijzingen. Was u dat niet? Dan hoeft u niets te doen."),
    };
}
