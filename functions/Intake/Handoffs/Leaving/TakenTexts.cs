namespace Intake.Handoffs.Leaving;

/// <summary>What the mail about leads that were taken over says, in one language.</summary>
internal sealed record TakenTexts
{
    private static readonly TakenTexts English = new()
    {
        Language = "en",
        Subject = (count, from) => count == 1 ? $"A lead of {from} is yours now" : $"{count} leads of {from} are yours now",
        Heading = from => $"Taken over from {from}",
        Intro = from => $"{from} has left. What was open is yours now; every link opens the page on which you answer or tell what came of it.",
        Unanswered = by => $"No answer yet. Answer before {by}.",
        Accepted = (from, day) => $"{from} took it on {day}: follow it up.",
        Open = "Open",
    };

    private static readonly TakenTexts Dutch = new()
    {
        Language = "nl",
        Subject = (count, from) => count == 1 ? $"Een lead van {from} is nu van jou" : $"{count} leads van {from} zijn nu van jou",
        Heading = from => $"Overgenomen van {from}",
        Intro = from => $"{from} is vertrokken. Wat openstond is nu van jou; elke link opent de pagina waarop je antwoordt of vertelt wat eruit kwam.",
        Unanswered = by => $"Nog geen antwoord. Antwoord vóór {by}.",
        Accepted = (from, day) => $"{from} nam hem op {day} aan: pak hem verder op.",
        Open = "Openen",
    };

    private static readonly TakenTexts German = new()
    {
        Language = "de",
        Subject = (count, from) => count == 1 ? $"Ein Lead von {from} ist jetzt Ihrer" : $"{count} Leads von {from} sind jetzt Ihre",
        Heading = from => $"Übernommen von {from}",
        Intro = from => $"{from} ist nicht mehr da. Was offen war, haben jetzt Sie; jeder Link öffnet die Seite, auf der Sie antworten oder sagen, was daraus wurde.",
        Unanswered = by => $"Noch keine Antwort. Bitte bis {by}.",
        Accepted = (from, day) => $"{from} hat ihn am {day} übernommen: bitte nachfassen.",
        Open = "Öffnen",
    };

    public required string Language { get; init; }
    public required Func<int, string, string> Subject { get; init; }
    public required Func<string, string> Heading { get; init; }
    public required Func<string, string> Intro { get; init; }
    public required Func<string, string> Unanswered { get; init; }
    public required Func<string, string, string> Accepted { get; init; }
    public required string Open { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static TakenTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };
}
