namespace Intake.Outgoing;

/// <summary>The words of a message in a channel.</summary>
internal sealed record ChatTexts(string Made, string Given, string Answered, string Changed, string Shown, string Ping, string AccountManager, string Answer, string Open)
{
    private static readonly ChatTexts English = new(
        "New lead", "Lead passed on", "Sales answered", "Lead in another stage", "Customer shows interest", "A test: this endpoint is reached",
        "Account manager", "Answer", "Open and answer");

    private static readonly ChatTexts Dutch = new(
        "Nieuwe lead", "Lead doorgegeven", "Verkoop heeft geantwoord", "Lead in een andere fase", "Klant toont interesse", "Een test: dit adres is bereikbaar",
        "Accountmanager", "Antwoord", "Openen en antwoorden");

    private static readonly ChatTexts German = new(
        "Neuer Lead", "Lead weitergegeben", "Der Vertrieb hat geantwortet", "Lead in einer anderen Phase", "Kunde zeigt Interesse",
        "Ein Test: diese Adresse ist erreichbar", "Account Manager", "Antwort", "Öffnen und antworten");

    /// <summary>The words in a language.</summary>
    public static ChatTexts In(string language) => language switch { "nl" => Dutch, "de" => German, _ => English };

    /// <summary>What an event is called.</summary>
    public string Event(string what) => what switch
    {
        OutgoingEvents.HandoffMade => Made,
        OutgoingEvents.HandoffGiven => Given,
        OutgoingEvents.HandoffAnswered => Answered,
        OutgoingEvents.StageChanged => Changed,
        OutgoingEvents.InterestShown => Shown,
        _ => Ping,
    };
}
