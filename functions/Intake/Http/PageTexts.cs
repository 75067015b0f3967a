using Intake.Submissions;

namespace Intake.Http;

/// <summary>The words of the pages around a form, in one language.</summary>
public sealed record PageTexts
{
    /// <summary>Code of the language, for the page's <c>lang</c>.</summary>
    public required string Language { get; init; }

    /// <summary>The button.</summary>
    public required string Send { get; init; }

    /// <summary>First line of a choice.</summary>
    public required string Choose { get; init; }

    /// <summary>Marks a field that may stay empty.</summary>
    public required string Optional { get; init; }

    /// <summary>Above a form with errors.</summary>
    public required string Correct { get; init; }

    /// <summary>Title after it was sent.</summary>
    public required string Thanks { get; init; }

    /// <summary>And what happens now.</summary>
    public required string ThanksMore { get; init; }

    /// <summary>Title of a page that tells of a problem.</summary>
    public required string Sorry { get; init; }

    /// <summary>What a problem means to a person.</summary>
    public required Func<RejectionKind, string> Problem { get; init; }

    /// <summary>The words in Dutch or else English.</summary>
    public static PageTexts In(string? language) => language == "nl" ? Dutch : English;

    private static PageTexts English { get; } = new()
    {
        Language = "en",
        Send = "Send",
        Choose = "Choose…",
        Optional = "optional",
        Correct = "Almost there: please look at the marked fields.",
        Thanks = "Thank you",
        ThanksMore = "It has reached us, and you will hear from us.",
        Sorry = "That did not work",
        Problem = kind => kind switch
        {
            RejectionKind.Unknown or RejectionKind.NotConfigured => "This page does not exist, or no longer does.",
            RejectionKind.TooLarge => "That was more than we can take. Please send a shorter message.",
            RejectionKind.TooMany => "That is a lot at once. Please wait a minute, go back and send it again; it was not kept.",
            RejectionKind.Unavailable =>
                "We cannot take it in just now, and have not kept it. Please go back and send it again in a moment.",
            _ => "We could not read what was sent. Please go back and try again, without attachments.",
        },
    };

    private static PageTexts Dutch { get; } = new()
    {
        Language = "nl",
        Send = "Versturen",
        Choose = "Maak een keuze…",
        Optional = "niet verplicht",
        Correct = "Bijna klaar: kijk nog even naar de gemarkeerde velden.",
        Thanks = "Dank u wel",
        ThanksMore = "We hebben het ontvangen, en u hoort van ons.",
        Sorry = "Dat is niet gelukt",
        Problem = kind => kind switch
        {
            RejectionKind.Unknown or RejectionKind.NotConfigured => "Deze pagina bestaat niet, of niet meer.",
            RejectionKind.TooLarge => "Dat was meer dan we kunnen aannemen. Stuur alstublieft een korter bericht.",
            RejectionKind.TooMany => "Dat is veel tegelijk. Wacht een minuut, ga terug en verstuur het opnieuw; we hebben het niet bewaard.",
            RejectionKind.Unavailable =>
                "We kunnen het nu even niet aannemen en hebben het niet bewaard. Ga terug en verstuur het zo meteen opnieuw.",
            _ => "We konden niet lezen wat er is verstuurd. Ga terug en probeer het opnieuw, zonder bijlagen.",
        },
    };
}
