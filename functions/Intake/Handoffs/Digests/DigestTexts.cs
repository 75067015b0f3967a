using System.Globalization;
using Intake.Accounts;
using Intake.Mail;
using Intake.Stages;

namespace Intake.Handoffs.Digests;

/// <summary>What a digest says, in one language.</summary>
internal sealed record DigestTexts
{
    private static readonly DigestTexts English = new()
    {
        Language = "en",
        Subject = count => count == 1 ? "Your week: one lead that is not there yet" : $"Your week: {count} leads that are not there yet",
        Heading = "New interest below the line",
        Intro = "What your accounts did and what is not enough for a lead yet. Nothing is asked of you: no answer and no deadline.",
        More = count => $"And {count} more with a lower score.",
        Score = points => $"Score {points}.",
        Below = lines => $"Missing: {lines}.",
        Line = (what, has, needs) => $"{what} {has} of {needs}",
        Words = what => what,
        Until = day => $"Resting until {day}.",
        Resting = "Resting: only new interest counts.",
        Waits = "No line is missed; it waits for something new.",
        NobodyReachable = "Nobody there may be contacted.",
        Owned = "They have this already.",
        InHand = "Sales has this account in hand.",
    };

    private static readonly DigestTexts Dutch = English with
    {
        Language = "nl",
        Subject = count => count == 1 ? "Uw week: één lead die er nog niet is" : $"Uw week: {count} leads die er nog niet zijn",
        Heading = "Nieuwe interesse onder de streep",
        Intro = "Wat uw klanten en prospects deden en nog niet genoeg is voor een lead. U hoeft niets te doen: geen antwoord en geen termijn.",
        More = count => $"En nog {count} met een lagere score.",
        Score = points => $"Score {points}.",
        Below = lines => $"Ontbreekt: {lines}.",
        Line = (what, has, needs) => $"{what} {has} van {needs}",
        Words = what => what switch { "total" => "totaal", "interest" => "interesse", "phase" => "fase", "value" => "waarde", _ => what },
        Until = day => $"Rust tot {day}.",
        Resting = "In rust: alleen nieuwe interesse telt.",
        Waits = "Er ontbreekt niets; het wacht op iets nieuws.",
        NobodyReachable = "Niemand daar mag worden benaderd.",
        Owned = "Dit hebben zij al.",
        InHand = "Verkoop is al met deze klant bezig.",
    };

    private static readonly DigestTexts German = English with
    {
        Language = "de",
        Subject = count => count == 1 ? "Ihre Woche: ein Lead, der noch nicht so weit ist" : $"Ihre Woche: {count} Leads, die noch nicht so weit sind",
        Heading = "Neues Interesse unter der Schwelle",
        Intro = "Was Ihre Kunden und Interessenten taten und für einen Lead noch nicht reicht. Sie müssen nichts tun: keine Antwort, keine Frist.",
        More = count => $"Und {count} weitere mit niedrigerer Punktzahl.",
        Score = points => $"Punktzahl {points}.",
        Below = lines => $"Es fehlt: {lines}.",
        Line = (what, has, needs) => $"{what} {has} von {needs}",
        Words = what => what switch { "total" => "gesamt", "interest" => "Interesse", "phase" => "Phase", "fit" => "Passung", "value" => "Wert", _ => what },
        Until = day => $"Ruht bis {day}.",
        Resting = "Ruht: nur neues Interesse zählt.",
        Waits = "Es fehlt nichts; es wartet auf etwas Neues.",
        NobodyReachable = "Dort darf niemand angesprochen werden.",
        Owned = "Das haben sie schon.",
        InHand = "Der Vertrieb ist mit diesem Kunden schon befasst.",
    };

    public required string Language { get; init; }
    public required Func<int, string> Subject { get; init; }
    public required string Heading { get; init; }
    public required string Intro { get; init; }
    public required Func<int, string> More { get; init; }
    public required Func<int, string> Score { get; init; }
    public required Func<string, string> Below { get; init; }
    public required Func<string, string, string, string> Line { get; init; }
    public required Func<string, string> Words { get; init; }
    public required Func<string, string> Until { get; init; }
    public required string Resting { get; init; }
    public required string Waits { get; init; }
    public required string NobodyReachable { get; init; }
    public required string Owned { get; init; }
    public required string InHand { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static DigestTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };

    /// <summary>What keeps a lead from being handed off.</summary>
    public string Missing(NextGate gate, Lead lead) => gate switch
    {
        { Cause: "resting" } => lead.RestUntil is { } day ? Until(Texts.In(Language).LongDate(day)) : Resting,
        { Misses: { IsEmpty: false } misses } => Below(string.Join(", ", misses.Select(Told))),
        { Cause: "nobody-reachable" } => NobodyReachable,
        { Cause: "owned" } => Owned,
        { Cause: "in-hand" } => InHand,
        _ => Waits,
    };

    private string Told(GateLine line) => Line(Words(line.What), Points(Math.Max(0, line.Has)), Points(line.Needs));

    // Rounded down: a lead that misses the line by a little is not shown to be on it.
    private static string Points(int hundredths) => (hundredths / 100).ToString(CultureInfo.InvariantCulture);
}
