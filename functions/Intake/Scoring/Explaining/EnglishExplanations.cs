namespace Intake.Scoring.Explaining;

/// <summary>In English.</summary>
internal sealed class EnglishExplanations : ExplainTexts
{
    public override string Language => "en";

    public override string KnownNow => "as far as is known today";

    public override string KnownThen => "as was known then";

    public override string Approximate => "The account was merged or is from before all was kept: this is near and not exact.";

    public override string Closed => "The round is closed: this is the score as it was then.";

    public override (string Lead, string Day, string Stage, string Phase, string Playbook) Head => ("Lead", "Day", "Stage", "Phase", "Playbook");

    public override (string Component, string Before, string Weight, string After) OfComponents => ("Component", "Before", "Weight", "After");

    public override (string Points, string Reason, string Content, string Until) OfReasons => ("Points", "Reason", "Content", "Until");

    public override (string Gate, string Has, string Needs) OfGate => ("Gate", "has", "needs");

    protected override IReadOnlyDictionary<string, string> Fields { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["person.function"] = "job function", ["person.seniority"] = "seniority", ["person.language"] = "language", ["person.country"] = "country of the person",
        ["person.spokeWith"] = "colleague who spoke with them", ["account.kind"] = "kind of account", ["account.staff"] = "company size",
        ["account.industry"] = "industry", ["account.country"] = "country", ["account.postcode"] = "postcode", ["account.legalForm"] = "legal form",
        ["account.sites"] = "number of sites", ["account.owner"] = "account owner", ["account.openComplaints"] = "open complaints",
    };

    protected override IReadOnlyDictionary<string, string> Causes { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["not-stated"] = "No proposition is known: never more than an inquiry.",
        ["below:when"] = "What the gate asks beside its lines does not hold.",
        ["nobody-reachable"] = "There is nobody who may be contacted.",
        ["nothing-new"] = "Nothing new happened that may hand it off.",
        ["not-recent"] = "The newest activity is not recent enough.",
        ["held"] = "It is held until somebody approves what a new playbook would hand off.",
        ["open-complaint"] = "There is an open complaint.",
        ["owned"] = "They have it already.",
        ["in-hand"] = "Sales has the account or an opportunity already.",
        ["open-handoff"] = "Sales owes an answer to an earlier handoff.",
        ["resting"] = "It rests: only new activity qualifies it again.",
    };

    public override string Unknown(string fact) => "unknown: " + fact;

    public override string What(string what) => what;

    protected override string Below(string what, string has, string needs) => $"{char.ToUpperInvariant(what[0])}{what[1..]} is {has}; the gate asks {needs}.";

    protected override string RestingUntil(string day) => $"It rests until {day}; from then on new activity qualifies it again.";

    protected override string Excluded(string why) => $"Excluded: {why}.";
}
