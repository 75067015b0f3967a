namespace Intake.Handoffs;

/// <summary>What the mails of the clocks say, in one language: a subject after the company's name, and a sentence or two.</summary>
internal sealed record ClockTexts
{
    public required Func<string, (string Subject, string Text)> Reminder { get; init; }
    public required Func<string, string, string, (string Subject, string Text)> TeamLead { get; init; }
    public required (string Subject, string Text) SnoozeOver { get; init; }
    public required Func<string, string, (string Subject, string Text)> ContactNudge { get; init; }
    public required Func<string, string, (string Subject, string Text)> QualifyNudge { get; init; }
    public required Func<string, (string Subject, string Text)> OpportunityNudge { get; init; }
    public required Func<string, (string Subject, string Text)> NotAnswered { get; init; }
    public required Func<string, (string Subject, string Text)> NotContacted { get; init; }
    public required Func<string, (string Subject, string Text)> Ordered { get; init; }
    public required (string Subject, string Text) Lapsed { get; init; }
    public required string Colleague { get; init; }
    public required string Spoke { get; init; }
    public required string Tried { get; init; }
    public required string Meeting { get; init; }
    public required string GiveBack { get; init; }

    /// <summary>In a language, else in English.</summary>
    public static ClockTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };

    private static readonly ClockTexts English = new()
    {
        Reminder = by => ($"answer before {by}", $"You have not answered yet. Your answer is due before {by}; after that the team lead is told, and later a colleague gets the lead."),
        TeamLead = (who, since, until) => ($"no answer from {who}", $"{who} has had this lead since {since} and has not answered. Unless that changes before {until}, somebody else gets it."),
        SnoozeOver = ("you asked for this today", "You put this lead off until today. Its clock runs again from now."),
        ContactNudge = (since, until) => ("have you been in touch?", $"You took this lead on {since}, and no contact is noted yet. One tap is enough. Without it the lead goes to a colleague on {until}."),
        QualifyNudge = (since, until) => ("what came of it?", $"You took this lead on {since}. Is there a need, a rough budget, somebody who decides and a date? Tell us, or give it back; without word it goes to rest on {until}."),
        OpportunityNudge = since => ("is there an opportunity?", $"This lead has been qualified since {since}. Is there an amount and a date by now?"),
        NotAnswered = who => ("a colleague has it now", $"There was no answer in time, so the lead went to {who}. You need not do anything."),
        NotContacted = who => ("a colleague has it now", $"No contact was noted in time, so the lead went to {who}. You need not do anything; if you did speak to them, tell your colleague."),
        Ordered = who => ("a colleague has it now", $"This lead was given to {who}. You need not do anything."),
        Lapsed = ("at rest", "It was neither qualified nor given back in time, so the lead rests. Something new that they do brings it back."),
        Colleague = "a colleague", Spoke = "We spoke", Tried = "Tried in vain", Meeting = "Meeting planned", GiveBack = "Give it back",
    };

    private static readonly ClockTexts Dutch = new()
    {
        Reminder = by => ($"antwoord vóór {by}", $"Je hebt nog niet geantwoord. Je antwoord wordt vóór {by} verwacht; daarna hoort de teamleider het, en later krijgt een collega de lead."),
        TeamLead = (who, since, until) => ($"geen antwoord van {who}", $"{who} heeft deze lead sinds {since} en heeft niet geantwoord. Verandert dat niet vóór {until}, dan krijgt iemand anders hem."),
        SnoozeOver = ("je vroeg hier vandaag om", "Je hebt deze lead tot vandaag uitgesteld. Vanaf nu loopt de klok weer."),
        ContactNudge = (since, until) => ("heb je contact gehad?", $"Je hebt deze lead op {since} aangenomen en er is nog geen contact vastgelegd. Eén tik is genoeg. Anders gaat de lead op {until} naar een collega."),
        QualifyNudge = (since, until) => ("wat is eruit gekomen?", $"Je hebt deze lead op {since} aangenomen. Is er een behoefte, globaal budget, iemand die beslist en een moment? Laat het weten, of geef hem terug; zonder bericht gaat hij op {until} rusten."),
        OpportunityNudge = since => ("is er een kans?", $"Deze lead is sinds {since} gekwalificeerd. Zijn er inmiddels een bedrag en een datum?"),
        NotAnswered = who => ("een collega heeft hem nu", $"Er kwam niet op tijd antwoord, daarom ging de lead naar {who}. Je hoeft niets te doen."),
        NotContacted = who => ("een collega heeft hem nu", $"Er werd niet op tijd contact vastgelegd, daarom ging de lead naar {who}. Je hoeft niets te doen; heb je hen toch gesproken, vertel het je collega."),
        Ordered = who => ("een collega heeft hem nu", $"Deze lead is aan {who} gegeven. Je hoeft niets te doen."),
        Lapsed = ("rust nu", "Hij werd niet op tijd gekwalificeerd of teruggegeven, dus de lead rust. Iets nieuws van hun kant brengt hem terug."),
        Colleague = "een collega", Spoke = "Gesproken", Tried = "Vergeefs geprobeerd", Meeting = "Afspraak gepland", GiveBack = "Teruggeven",
    };

    private static readonly ClockTexts German = new()
    {
        Reminder = by => ($"Antwort bis {by}", $"Sie haben noch nicht geantwortet. Ihre Antwort wird bis {by} erwartet; danach erfährt es die Teamleitung, und später bekommt jemand anders den Lead."),
        TeamLead = (who, since, until) => ($"keine Antwort von {who}", $"{who} hat diesen Lead seit {since} und hat nicht geantwortet. Ändert sich das nicht bis {until}, bekommt ihn jemand anders."),
        SnoozeOver = ("heute auf Wiedervorlage", "Sie haben diesen Lead bis heute zurückgestellt. Ab jetzt läuft die Frist wieder."),
        ContactNudge = (since, until) => ("gab es Kontakt?", $"Sie haben diesen Lead am {since} übernommen, und noch ist kein Kontakt vermerkt. Ein Klick genügt. Sonst geht der Lead am {until} an jemand anders."),
        QualifyNudge = (since, until) => ("was ist daraus geworden?", $"Sie haben diesen Lead am {since} übernommen. Gibt es Bedarf, ein grobes Budget, jemanden, der entscheidet, und einen Termin? Sagen Sie es uns, oder geben Sie ihn zurück; ohne Nachricht ruht er ab {until}."),
        OpportunityNudge = since => ("gibt es eine Chance?", $"Dieser Lead ist seit {since} qualifiziert. Gibt es inzwischen einen Betrag und ein Datum?"),
        NotAnswered = who => ("jetzt bei jemand anderem", $"Es kam nicht rechtzeitig eine Antwort, deshalb ging der Lead an {who}. Sie müssen nichts tun."),
        NotContacted = who => ("jetzt bei jemand anderem", $"Es wurde nicht rechtzeitig Kontakt vermerkt, deshalb ging der Lead an {who}. Sie müssen nichts tun; falls Sie doch gesprochen haben, sagen Sie es dort."),
        Ordered = who => ("jetzt bei jemand anderem", $"Dieser Lead ging an {who}. Sie müssen nichts tun."),
        Lapsed = ("ruht jetzt", "Er wurde nicht rechtzeitig qualifiziert oder zurückgegeben, deshalb ruht der Lead. Etwas Neues von dort bringt ihn zurück."),
        Colleague = "jemand anderen", Spoke = "Gesprochen", Tried = "Vergeblich versucht", Meeting = "Termin vereinbart", GiveBack = "Zurückgeben",
    };
}
