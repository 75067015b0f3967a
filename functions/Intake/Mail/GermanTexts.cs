using System.Globalization;
using Intake.Handoffs;

namespace Intake.Mail;

/// <summary>German.</summary>
internal sealed class GermanTexts : Texts
{
    public static readonly GermanTexts Instance = new();
    private static readonly string[] Ordinals =
        ["erste", "zweite", "dritte", "vierte", "fünfte", "sechste", "siebte", "achte", "neunte", "zehnte"];
    private static readonly string[] Numbers = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"];

    public override string Language => "de";
    protected override string[] Days { get; } = ["So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"];
    protected override string[] Months { get; } = ["Jan.", "Feb.", "März", "Apr.", "Mai", "Juni", "Juli", "Aug.", "Sep.", "Okt.", "Nov.", "Dez."];
    protected override string DayFormat => "{0}.";

    public override string Someone => "Jemand";
    public override string AnswerBefore(string moment) => $"Antwort bis {moment}";
    public override string Because(string did, string day) => $"{did} am {day}";
    public override string Stayed(string first, int minutes, int of, string title, string day) =>
        $"{first} blieb {minutes} von {of} Minuten bei {title} am {day}";
    public override string Steps(int count, int days) =>
        $"der {(count <= 10 ? Ordinals[count - 1] : $"{count}.")} Schritt "
        + (days < 7 ? $"in {Count(days + 1)} Tagen" : $"in {Weeks((days + 3) / 7)}");
    public override string Timeframe(int months) =>
        months <= 0 ? "will jetzt entscheiden" : $"will innerhalb {(months == 1 ? "eines Monats" : $"von {Count(months)} Monaten")} entscheiden";
    public override string InTheirWords => "In eigenen Worten";
    public override string Who => "Wer";
    public override string CaresAbout => "Interessiert sich für";
    public override string AlsoThere => "Auch in der Firma";
    public override string WriteTo(string first) => $"An {first} schreiben";
    public override string ContactSought => "Ansprechperson gesucht";
    public override string Via(string agency) => $"über {agency}";
    public override string HasLeft(string name) => $"{name} arbeitet dort nicht mehr";
    public override string MayWe => "Dürfen wir?";
    public override string Phone(ContactPermission permission) => permission.Phone switch
    {
        ContactBasis.UnlessObjected => $"Anrufen: erlaubt{(permission.LegalForm is { } form ? $" ({form})" : "")}.",
        ContactBasis.Asked => "Anrufen: erlaubt, nur zu dieser Frage.",
        ContactBasis.Consent => "Anrufen: erlaubt (Einwilligung).",
        null => "Anrufen: nein.",
        _ => "Anrufen: erlaubt.",
    };
    public override string Newsletter(ContactPermission permission) => permission.Mail switch
    {
        ContactBasis.Consent => "Newsletter: ja (Einwilligung).",
        ContactBasis.SimilarProduct => "Newsletter: ja (Kunde, ähnliches Produkt).",
        ContactBasis.PublishedAddress => "Newsletter: ja (veröffentlichte Adresse).",
        null => "Newsletter: nein.",
        _ => "Newsletter: ja.",
    };
    public override string WhatWeHave => "Was wir schon haben";
    public override string Nothing => "Noch nichts: Sie sind neu für uns.";
    public override string CustomerOf => "Kunde für";
    public override string Until(string day) => $"bis {day}";
    public override string OpenOpportunity => "Offene Verkaufschance";
    public override string LastContact => "Letzter Kontakt";
    public override string OpenComplaints => "Offene Beschwerden";
    public override string SpokeWith => "Sprach mit";
    public override string LastRefusal => "Früher abgelehnt";
    public override string RefusedBy(string reason, string? by) => by is null ? reason : $"{reason} ({by})";
    public override string Promised => "Abgesprochen";
    public override string NotBefore(string day) => $"nicht vor dem {day}";
    public override string Claims => "Gibt als Firma an";
    public override string NotConfirmed(string company) => $"{company} (nicht bestätigt)";
    public override string AlsoInterested => "Auch interessiert an";
    public override string Points(string name, int points) => $"{name} ({points} Punkte)";
    public override string HadBefore => "Vorher bei";
    public override string PassedOn(string? why) => why switch
    {
        PassingReasons.Passed => "weitergegeben",
        PassingReasons.NotTheirs => "falsches Gebiet",
        PassingReasons.NotAnswered => "nicht rechtzeitig geantwortet",
        PassingReasons.NotContacted => "übernommen, kein Kontakt vermerkt",
        PassingReasons.Unreachable => "per Mail nicht erreichbar",
        PassingReasons.Away => "abwesend",
        PassingReasons.HasLeft => "nicht mehr hier",
        _ => "neu zugeteilt",
    };
    public override string NextStep => "Nächster Schritt";
    public override string Call(string first) => $"Rufen Sie {first} an.";
    public override string CallWithoutNumber(string first) => $"Schreiben Sie an {first}: Wir haben keine Telefonnummer.";
    public override string WriteOnly(string first) => $"Schreiben Sie an {first}: Anrufen ist nicht erlaubt.";
    public override string SeekContact(string company) => $"Finden Sie heraus, wer das bei {company} übernimmt.";
    public override string OpenWith => "Zum Einstieg";
    public override string ContactCard => "Kontaktkarte";
    public override string CallSlot => "Anruf eintragen";
    public override string Take => "Ich übernehme";
    public override string NotForMe => "Nichts für mich";
    public override string NotNow => "Jetzt nicht";
    public override string ForColleague => "Für jemand anderen";
    public override string WrongTerritory => "Falsches Gebiet";
    public override string Score => "Punkte";
    public override string Component(string component) => component switch
    {
        "interest" => "Interesse",
        "phase" => "Phase",
        "fit" => "Passung",
        "value" => "Wert",
        _ => component,
    };
    public override string Unknown => "Unbekannt";
    public override string Playbook => "Playbook";
    public override string YoursBecause => "Bei Ihnen, weil";
    public override string RoutedBy(string? reason) => reason switch
    {
        RoutingReasons.OpenHandoff => "Sie den anderen offenen Lead dieser Firma haben",
        RoutingReasons.Returned => "Sie ihn schon einmal hatten",
        RoutingReasons.Owner => "es Ihr Account ist",
        RoutingReasons.OwnerStandIn => "Sie die Person vertreten, der der Account gehört",
        RoutingReasons.SpokeWith => "Sie dort gesprochen haben",
        RoutingReasons.Claimed => "man dort angibt, zu Ihrem Account zu gehören (nicht bestätigt)",
        RoutingReasons.Parent => "die Mutterfirma Ihr Account ist",
        RoutingReasons.PartnerDesk => "es ein Partner oder eine Agentur ist",
        RoutingReasons.Territory => "es Ihr Gebiet ist",
        RoutingReasons.RoundRobin => "Sie an der Reihe sind",
        PassingReasons.Passed => "man ihn Ihnen weitergegeben hat",
        PassingReasons.Ordered => "er Ihnen zugeteilt wurde",
        _ => "niemand anders konnte",
    };
    public override string Update => "Neu";
    public override string NoNewDeadline => "Zur Information: keine neue Frist.";
    public override string ScoreNow(int points) => $"Punkte jetzt: {points}";
    public override string Open => "Lead öffnen";

    private static string Count(int number) =>
        number is >= 1 and <= 10 ? Numbers[number - 1] : number.ToString(CultureInfo.InvariantCulture);
    private static string Weeks(int weeks) => weeks == 1 ? "einer Woche" : $"{Count(weeks)} Wochen";
}
