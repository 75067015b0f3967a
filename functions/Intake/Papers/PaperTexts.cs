using System.Globalization;

namespace Intake.Papers;

/// <summary>What the pages and the mail of a file say, in one language.</summary>
public sealed record PaperTexts
{
    private static readonly CultureInfo DutchDays = Months("januari februari maart april mei juni juli augustus september oktober november december");

    /// <summary>Code of the language.</summary>
    public required string Language { get; init; }

    /// <summary>The button on the page.</summary>
    public required string Download { get; init; }

    /// <summary>The button in the mail and on the thank-you page.</summary>
    public required string Open { get; init; }

    /// <summary>Above the button.</summary>
    public required string Ready { get; init; }

    /// <summary>Heads what else may be read.</summary>
    public required string AlsoFree { get; init; }

    /// <summary>On the thank-you page, where the link is mailed.</summary>
    public required string Mailed { get; init; }

    /// <summary>The mail's first words.</summary>
    public required string YouAsked { get; init; }

    /// <summary>The mail's foot.</summary>
    public required string NotYou { get; init; }

    /// <summary>The link that ends all mail.</summary>
    public required string NoMail { get; init; }

    /// <summary>Title and text where a link is none of ours.</summary>
    public required (string Title, string Text) Wrong { get; init; }

    /// <summary>Title and text where a link is too old.</summary>
    public required (string Title, string Text) Expired { get; init; }

    /// <summary>Title and text where the file is not there.</summary>
    public required (string Title, string Text) Missing { get; init; }

    /// <summary>Title and text where storage does not answer.</summary>
    public required (string Title, string Text) TryAgain { get; init; }

    /// <summary>Until when a link works.</summary>
    public required Func<DateTimeOffset, string> Until { get; init; }

    /// <summary>The words in Dutch or else English.</summary>
    public static PaperTexts In(string? language) => language == "nl" ? Dutch : English;

    private static PaperTexts English { get; } = new()
    {
        Language = "en",
        Download = "Download",
        Open = "Go to the download",
        Ready = "Your copy is ready.",
        AlsoFree = "Also free to read",
        Mailed = "We send the link to the address that you filled in. It can take a few minutes.",
        YouAsked = "You asked us for this. The button leads to the download.",
        NotYou = "You get this mail once, because this address was filled in on our website. Was that not you? Then you need not do anything.",
        NoMail = "No more mail from us",
        Wrong = ("This link is not right", "Perhaps it was cut off on the way. Open it from the mail itself, or copy all of it."),
        Expired = ("This link is too old", "A link works for 30 days. Ask again on our website and you will get a new one."),
        Missing = ("This file is not here", "It was withdrawn or replaced. Please look on our website for the newest one."),
        TryAgain = ("That did not work just now", "Please try again in a minute. The link stays the same."),
        Until = day => $"The link works until {day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)}.",
    };

    private static PaperTexts Dutch { get; } = new()
    {
        Language = "nl",
        Download = "Downloaden",
        Open = "Naar de download",
        Ready = "Uw exemplaar staat klaar.",
        AlsoFree = "Ook vrij te lezen",
        Mailed = "We sturen de link naar het adres dat u hebt ingevuld. Dat kan een paar minuten duren.",
        YouAsked = "U hebt ons hierom gevraagd. De knop brengt u naar de download.",
        NotYou = "U krijgt deze mail eenmalig, omdat dit adres op onze website is ingevuld. Was u dat niet? Dan hoeft u niets te doen.",
        NoMail = "Geen mail meer van ons",
        Wrong = ("Deze link klopt niet", "Misschien is hij onderweg afgekapt. Open hem vanuit de mail zelf, of kopieer hem helemaal."),
        Expired = ("Deze link is te oud", "Een link werkt 30 dagen. Vraag op onze website opnieuw aan, dan krijgt u een nieuwe."),
        Missing = ("Dit bestand is er niet", "Het is ingetrokken of vervangen. Kijk op onze website naar het nieuwste."),
        TryAgain = ("Dat lukt nu even niet", "Probeer het over een minuut opnieuw. De link blijft dezelfde."),
        Until = day => $"De link werkt tot en met {day.ToString("d MMMM yyyy", DutchDays)}.",
    };

    // By hand, as the names that the system's locales give change between versions.
    private static CultureInfo Months(string names)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.DateTimeFormat.MonthNames = [.. names.Split(' '), ""];
        culture.DateTimeFormat.MonthGenitiveNames = culture.DateTimeFormat.MonthNames;
        return culture;
    }
}
