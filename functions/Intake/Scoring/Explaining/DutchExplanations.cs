namespace Intake.Scoring.Explaining;

/// <summary>In Dutch.</summary>
internal sealed class DutchExplanations : ExplainTexts
{
    public override string Language => "nl";

    public override string KnownNow => "voor zover vandaag bekend";

    public override string KnownThen => "zoals toen bekend was";

    public override string Approximate => "Het account is samengevoegd of is van voor alles bewaard werd: dit is bij benadering.";

    public override string Closed => "De ronde is gesloten: dit is de score van toen.";

    public override (string Lead, string Day, string Stage, string Phase, string Playbook) Head => ("Lead", "Dag", "Stadium", "Fase", "Playbook");

    public override (string Component, string Before, string Weight, string After) OfComponents => ("Onderdeel", "Voor", "Gewicht", "Na");

    public override (string Points, string Reason, string Content, string Until) OfReasons => ("Punten", "Reden", "Inhoud", "Tot");

    public override (string Gate, string Has, string Needs) OfGate => ("Poort", "heeft", "vraagt");

    protected override IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["person.function"] = "functie", ["person.seniority"] = "niveau", ["person.language"] = "taal", ["person.country"] = "land van de persoon",
        ["person.spokeWith"] = "collega die met hen sprak", ["account.kind"] = "soort account", ["account.staff"] = "omvang",
        ["account.industry"] = "branche", ["account.country"] = "land", ["account.postcode"] = "postcode", ["account.legalForm"] = "rechtsvorm",
        ["account.sites"] = "aantal vestigingen", ["account.owner"] = "eigenaar van het account", ["account.openComplaints"] = "open klachten",
    };

    protected override IReadOnlyDictionary<string, string> Causes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["not-stated"] = "De propositie is niet bekend: nooit meer dan een eerste contact.",
        ["below:when"] = "Wat de poort verder nog vraagt, klopt niet.",
        ["nobody-reachable"] = "Er is niemand die benaderd mag worden.",
        ["nothing-new"] = "Er gebeurde niets nieuws waarvoor de lead mag worden overgedragen.",
        ["not-recent"] = "De nieuwste activiteit is niet recent genoeg.",
        ["held"] = "Wacht op goedkeuring van wat een nieuw playbook zou overdragen.",
        ["open-complaint"] = "Er is een open klacht.",
        ["owned"] = "Ze hebben het al.",
        ["in-hand"] = "Verkoop heeft het account of een kans al in handen.",
        ["open-handoff"] = "Verkoop is nog een antwoord schuldig op een eerdere overdracht.",
        ["resting"] = "De lead rust: alleen nieuwe activiteit telt.",
    };

    public override string Unknown(string fact) => "onbekend: " + fact;

    public override string What(string what) => what switch
    {
        "total" => "totaal",
        Components.Interest => "interesse",
        Components.Phase => "fase",
        Components.Fit => "passendheid",
        Components.Value => "waarde",
        _ => what,
    };

    protected override string Below(string what, string has, string needs) => $"{char.ToUpperInvariant(what[0])}{what[1..]} is {has}; de poort vraagt {needs}.";

    protected override string RestingUntil(string day) => $"De lead rust tot {day}; vanaf dan telt nieuwe activiteit.";

    protected override string Excluded(string why) => $"Uitgesloten: {why}.";
}
