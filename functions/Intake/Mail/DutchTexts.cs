using System.Globalization;
using Intake.Handoffs;

namespace Intake.Mail;

/// <summary>Dutch.</summary>
internal sealed class DutchTexts : Texts
{
    public static readonly DutchTexts Instance = new();
    private static readonly string[] Ordinals =
        ["eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende", "tiende"];
    private static readonly string[] Numbers = ["één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"];

    public override string Language => "nl";
    protected override string[] Days { get; } = ["zo", "ma", "di", "wo", "do", "vr", "za"];
    protected override string[] Months { get; } = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"];

    public override string Someone => "Iemand";
    public override string AnswerBefore(string moment) => $"Antwoord vóór {moment}";
    public override string Because(string did, string day) => $"{did} op {day}";
    public override string Stayed(string first, int minutes, int of, string title, string day) =>
        $"{first} bleef {minutes} van de {of} minuten bij {title} op {day}";
    public override string Steps(int count, int days) =>
        $"de {(count <= 10 ? Ordinals[count - 1] : $"{count}e")} stap "
        + (days < 7 ? $"in {Count(days + 1)} dagen" : $"in {Weeks((days + 3) / 7)}");
    public override string Timeframe(int months) =>
        months <= 0 ? "wil nu beslissen" : $"wil binnen {Count(months)} {(months == 1 ? "maand" : "maanden")} beslissen";
    public override string InTheirWords => "In eigen woorden";
    public override string Who => "Wie";
    public override string CaresAbout => "Interesse in";
    public override string AlsoThere => "Ook bij dit bedrijf";
    public override string WriteTo(string first) => $"Schrijf {first}";
    public override string ContactSought => "Contactpersoon gezocht";
    public override string Via(string agency) => $"via {agency}";
    public override string HasLeft(string name) => $"{name} werkt er niet meer";
    public override string MayWe => "Mag het?";
    public override string Phone(ContactPermission permission) => permission.Phone switch
    {
        ContactBasis.UnlessObjected => $"Bellen: mag{(permission.LegalForm is { } form ? $" ({form})" : "")}.",
        ContactBasis.Asked => "Bellen: mag, alleen over deze vraag.",
        ContactBasis.Consent => "Bellen: mag (toestemming).",
        null => "Bellen: nee.",
        _ => "Bellen: mag.",
    };
    public override string Newsletter(ContactPermission permission) => permission.Mail switch
    {
        ContactBasis.Consent => "Nieuwsbrief: ja (toestemming).",
        ContactBasis.SimilarProduct => "Nieuwsbrief: ja (klant, soortgelijk product).",
        ContactBasis.PublishedAddress => "Nieuwsbrief: ja (gepubliceerd adres).",
        null => "Nieuwsbrief: nee.",
        _ => "Nieuwsbrief: ja.",
    };
    public override string WhatWeHave => "Wat we al hebben";
    public override string Nothing => "Nog niets: ze zijn nieuw voor ons.";
    public override string CustomerOf => "Klant voor";
    public override string Until(string day) => $"tot {day}";
    public override string OpenOpportunity => "Open verkoopkans";
    public override string LastContact => "Laatste contact";
    public override string OpenComplaints => "Openstaande klachten";
    public override string SpokeWith => "Sprak met";
    public override string LastRefusal => "Eerder afgewezen";
    public override string RefusedBy(string reason, string? by) => by is null ? reason : $"{reason} ({by})";
    public override string Promised => "Afgesproken";
    public override string NotBefore(string day) => $"niet vóór {day}";
    public override string Claims => "Zegt te werken bij";
    public override string NotConfirmed(string company) => $"{company} (niet bevestigd)";
    public override string AlsoInterested => "Ook interesse in";
    public override string Points(string name, int points) => $"{name} ({points} punten)";
    public override string HadBefore => "Had hem eerder";
    public override string PassedOn(string? why) => why switch
    {
        PassingReasons.Passed => "gaf hem door",
        PassingReasons.NotTheirs => "verkeerd gebied",
        PassingReasons.NotAnswered => "antwoordde niet op tijd",
        PassingReasons.NotContacted => "pakte hem op, geen contact vastgelegd",
        PassingReasons.Unreachable => "per mail niet bereikbaar",
        PassingReasons.Away => "afwezig",
        PassingReasons.HasLeft => "werkt hier niet meer",
        _ => "toegewezen aan iemand anders",
    };
    public override string NextStep => "Volgende stap";
    public override string Call(string first) => $"Bel {first}.";
    public override string CallWithoutNumber(string first) => $"Schrijf {first}: we hebben geen telefoonnummer.";
    public override string WriteOnly(string first) => $"Schrijf {first}: bellen mag niet.";
    public override string SeekContact(string company) => $"Zoek uit wie dit bij {company} overneemt.";
    public override string OpenWith => "Om mee te beginnen";
    public override string ContactCard => "Contactkaart";
    public override string CallSlot => "Plan het gesprek";
    public override string Take => "Ik pak hem op";
    public override string NotForMe => "Niet voor mij";
    public override string NotNow => "Nu niet";
    public override string ForColleague => "Voor een collega";
    public override string WrongTerritory => "Verkeerd gebied";
    public override string Score => "Score";
    public override string Component(string component) => component switch
    {
        "interest" => "interesse",
        "phase" => "fase",
        "value" => "waarde",
        _ => component,
    };
    public override string Unknown => "Onbekend";
    public override string Playbook => "playbook";
    public override string YoursBecause => "Voor jou omdat";
    public override string RoutedBy(string? reason) => reason switch
    {
        RoutingReasons.OpenHandoff => "je hun andere open lead hebt",
        RoutingReasons.Returned => "je hen eerder had",
        RoutingReasons.Owner => "het jouw account is",
        RoutingReasons.OwnerStandIn => "je de accounteigenaar vervangt",
        RoutingReasons.SpokeWith => "je met hen sprak",
        RoutingReasons.Claimed => "ze zeggen bij jouw account te horen (niet bevestigd)",
        RoutingReasons.Parent => "het moederbedrijf jouw account is",
        RoutingReasons.PartnerDesk => "het een partner of bureau is",
        RoutingReasons.Territory => "het jouw gebied is",
        RoutingReasons.RoundRobin => "het jouw beurt is",
        PassingReasons.Passed => "een collega hem aan je doorgaf",
        PassingReasons.Ordered => "hij aan jou is toegewezen",
        _ => "niemand anders kon",
    };
    public override string Update => "Nieuw";
    public override string NoNewDeadline => "Ter informatie: er komt geen nieuwe termijn.";
    public override string ScoreNow(int points) => $"Score nu: {points}";
    public override string Open => "Open de lead";

    private static string Count(int number) =>
        number is >= 1 and <= 10 ? Numbers[number - 1] : number.ToString(CultureInfo.InvariantCulture);
    private static string Weeks(int weeks) => weeks == 1 ? "een week" : $"{Count(weeks)} weken";
}
