namespace Intake.Handoffs;

/// <summary>What mails say of addresses that mail does not reach, in one language.</summary>
internal sealed record UnreachedTexts
{
    private static readonly UnreachedTexts English = new()
    {
        Subject = who => $"mail does not reach {who}",
        Given = (who, leads) => $"A mail to {who} did not arrive. The leads that wait for an answer go to the next in line: {leads}. Please have the address looked at.",
        Kept = who => $"A mail to {who} did not arrive. No lead waits for their answer here, so nothing was given on. Please have the address looked at.",
        Undeliverable = "Mail to this address does not arrive.",
    };

    private static readonly UnreachedTexts Dutch = new()
    {
        Subject = who => $"mail bereikt {who} niet",
        Given = (who, leads) => $"Een mail aan {who} is niet aangekomen. De leads die op antwoord wachten gaan naar de volgende: {leads}. Laat het adres nakijken.",
        Kept = who => $"Een mail aan {who} is niet aangekomen. Hier wacht geen lead op hun antwoord, dus er is niets doorgegeven. Laat het adres nakijken.",
        Undeliverable = "Mail aan dit adres komt niet aan.",
    };

    private static readonly UnreachedTexts German = new()
    {
        Subject = who => $"Mail erreicht {who} nicht",
        Given = (who, leads) => $"Eine Mail an {who} ist nicht angekommen. Die Leads, die auf Antwort warten, gehen an die Nächsten: {leads}. Bitte lassen Sie die Adresse prüfen.",
        Kept = who => $"Eine Mail an {who} ist nicht angekommen. Hier wartet kein Lead auf deren Antwort, es wurde also nichts weitergegeben. Bitte lassen Sie die Adresse prüfen.",
        Undeliverable = "Mail an diese Adresse kommt nicht an.",
    };

    /// <summary>What is the matter, by the name of who is not reached.</summary>
    public required Func<string, string> Subject { get; init; }

    /// <summary>That leads went on, by that name and theirs.</summary>
    public required Func<string, string, string> Given { get; init; }

    /// <summary>That none did.</summary>
    public required Func<string, string> Kept { get; init; }

    /// <summary>Of a person outside.</summary>
    public required string Undeliverable { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static UnreachedTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };
}
