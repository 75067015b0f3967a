namespace Intake.Teams.Page;

/// <summary>What the page about one's own time, and the mail with its link, say in one language.</summary>
public sealed record TeamTexts
{
    private static readonly TeamTexts English = new()
    {
        Language = "en",
        Title = "Your hours and absences",
        Intro = "Leads come to you in these hours. While you are away, they go to whoever stands in. To take an absence away, empty its days. Leads that you have stay with you.",
        Away = "Away",
        From = "First day",
        Until = "Last day",
        StandIn = "Stands in",
        Usual = "The usual one",
        Days = "Working days",
        DayNames = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
        Hours = "Working hours",
        Start = "From",
        End = "Until",
        Zone = "Time zone",
        Deputy = "Usually stands in",
        Nobody = "Nobody",
        Save = "Save",
        Saved = ("Saved. Thank you!", "It holds within a minute. You can close this page."),
        More = "Change more",
        Old = ("This link is old", "It works for 90 days, and as long as your address stays the same. Ask your team lead for a new one."),
        Note = note => note switch
        {
            TeamPageNote.WrongAbsence => "An absence needs a first and a last day, the last one not before the first.",
            TeamPageNote.NoDay => "Please choose at least one working day.",
            TeamPageNote.WrongHours => "The day must end after it begins.",
            TeamPageNote.Changed => "Somebody has changed this meanwhile, so nothing was saved. This is how it is now.",
            _ => "This could not be saved. Please check what you filled in.",
        },
        Mail = ("Your hours and absences", "By this link you tell us when you work, when you are away and who stands in. It is for you alone and works for 90 days.", "Open the page"),
    };

    private static readonly TeamTexts Dutch = new()
    {
        Language = "nl",
        Title = "Je werktijden en afwezigheid",
        Intro = "Leads komen bij je in deze uren. Ben je er niet, dan gaan ze naar wie je vervangt. Maak de dagen leeg om een afwezigheid te schrappen. Leads die je hebt, houd je.",
        Away = "Afwezig",
        From = "Eerste dag",
        Until = "Laatste dag",
        StandIn = "Vervanger",
        Usual = "De gebruikelijke",
        Days = "Werkdagen",
        DayNames = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"],
        Hours = "Werktijden",
        Start = "Van",
        End = "Tot",
        Zone = "Tijdzone",
        Deputy = "Gebruikelijke vervanger",
        Nobody = "Niemand",
        Save = "Opslaan",
        Saved = ("Opgeslagen. Dank je!", "Het geldt binnen een minuut. Je kunt deze pagina sluiten."),
        More = "Meer wijzigen",
        Old = ("Deze link is oud", "Hij werkt 90 dagen, en zolang je adres hetzelfde blijft. Vraag je teamleider om een nieuwe."),
        Note = note => note switch
        {
            TeamPageNote.WrongAbsence => "Een afwezigheid heeft een eerste en een laatste dag nodig, de laatste niet vóór de eerste.",
            TeamPageNote.NoDay => "Kies minstens één werkdag.",
            TeamPageNote.WrongHours => "De dag moet eindigen nadat hij begint.",
            TeamPageNote.Changed => "Iemand heeft dit intussen gewijzigd, dus er is niets opgeslagen. Zo staat het er nu voor.",
            _ => "Dit kon niet worden opgeslagen. Kijk na wat je hebt ingevuld.",
        },
        Mail = ("Je werktijden en afwezigheid", "Met deze link vertel je wanneer je werkt, wanneer je er niet bent en wie je vervangt. Hij is alleen voor jou en werkt 90 dagen.", "De pagina openen"),
    };

    private static readonly TeamTexts German = new()
    {
        Language = "de",
        Title = "Ihre Arbeitszeiten und Abwesenheiten",
        Intro = "In diesen Zeiten kommen Leads zu Ihnen. Sind Sie nicht da, gehen sie an Ihre Vertretung. Um eine Abwesenheit zu streichen, leeren Sie deren Tage. Leads, die Sie haben, behalten Sie.",
        Away = "Abwesend",
        From = "Erster Tag",
        Until = "Letzter Tag",
        StandIn = "Vertretung",
        Usual = "Die übliche",
        Days = "Arbeitstage",
        DayNames = ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag"],
        Hours = "Arbeitszeit",
        Start = "Von",
        End = "Bis",
        Zone = "Zeitzone",
        Deputy = "Übliche Vertretung",
        Nobody = "Niemand",
        Save = "Speichern",
        Saved = ("Gespeichert. Vielen Dank!", "Es gilt innerhalb einer Minute. Sie können diese Seite schließen."),
        More = "Mehr ändern",
        Old = ("Dieser Link ist alt", "Er gilt 90 Tage und solange Ihre Adresse dieselbe bleibt. Ihre Teamleitung schickt Ihnen einen neuen."),
        Note = note => note switch
        {
            TeamPageNote.WrongAbsence => "Eine Abwesenheit braucht einen ersten und einen letzten Tag, den letzten nicht vor dem ersten.",
            TeamPageNote.NoDay => "Bitte wählen Sie mindestens einen Arbeitstag.",
            TeamPageNote.WrongHours => "Der Tag muss enden, nachdem er beginnt.",
            TeamPageNote.Changed => "Das hat inzwischen jemand geändert, darum wurde nichts gespeichert. So ist es jetzt.",
            _ => "Das konnte nicht gespeichert werden. Bitte prüfen Sie Ihre Angaben.",
        },
        Mail = ("Ihre Arbeitszeiten und Abwesenheiten", "Mit diesem Link sagen Sie uns, wann Sie arbeiten, wann Sie nicht da sind und wer Sie vertritt. Er ist nur für Sie und gilt 90 Tage.", "Seite öffnen"),
    };

    /// <summary>ISO 639-1 code.</summary>
    public required string Language { get; init; }

    /// <summary>Title of the page.</summary>
    public required string Title { get; init; }

    /// <summary>What it is for.</summary>
    public required string Intro { get; init; }

    /// <summary>Heading of the absences.</summary>
    public required string Away { get; init; }

    /// <summary>Label of a first day.</summary>
    public required string From { get; init; }

    /// <summary>Label of a last day.</summary>
    public required string Until { get; init; }

    /// <summary>Label of a stand-in.</summary>
    public required string StandIn { get; init; }

    /// <summary>The usual stand-in.</summary>
    public required string Usual { get; init; }

    /// <summary>Heading of the working days.</summary>
    public required string Days { get; init; }

    /// <summary>Heading of the hours.</summary>
    public required string Hours { get; init; }

    /// <summary>Label of when work begins.</summary>
    public required string Start { get; init; }

    /// <summary>Label of when it ends.</summary>
    public required string End { get; init; }

    /// <summary>Label of the time zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Label of the usual stand-in.</summary>
    public required string Deputy { get; init; }

    /// <summary>No stand-in.</summary>
    public required string Nobody { get; init; }

    /// <summary>The button.</summary>
    public required string Save { get; init; }

    /// <summary>What leads back to the page.</summary>
    public required string More { get; init; }

    /// <summary>The days from Monday.</summary>
    public required string[] DayNames { get; init; }

    /// <summary>The page after it.</summary>
    public required (string Title, string Text) Saved { get; init; }

    /// <summary>The page of a link that works no more.</summary>
    public required (string Title, string Text) Old { get; init; }

    /// <summary>What is wrong.</summary>
    public required Func<TeamPageNote, string> Note { get; init; }

    /// <summary>Subject, text and what the link is called.</summary>
    public required (string Subject, string Text, string Open) Mail { get; init; }

    /// <summary>The days from Monday: as the team file names them, and in words.</summary>
    public IEnumerable<(string Day, string Name)> Week => TeamFormChange.Week(Enum.GetValues<DayOfWeek>().ToHashSet()).Select(TeamForm.Word).Zip(DayNames);

    /// <summary>A language that is missing is answered in English.</summary>
    public static TeamTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };
}
