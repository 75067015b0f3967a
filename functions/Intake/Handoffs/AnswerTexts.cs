namespace Intake.Handoffs;

/// <summary>What the answer pages say, in one language.</summary>
internal sealed partial record AnswerTexts
{
    /// <summary>Title and explanation of each page.</summary>
    public required Func<HandoffPage, (string Title, string Text)> Page { get; init; }

    public required string Reason { get; init; }
    public required string BackFrom { get; init; }
    public required string Optional { get; init; }
    public required string Until { get; init; }
    public required string Colleague { get; init; }
    public required string Value { get; init; }
    public required string Confirm { get; init; }
    public required string Other { get; init; }

    public required string Spoke { get; init; }
    public required string Tried { get; init; }
    public required string Meeting { get; init; }
    public required string Contact { get; init; }
    public required string Next { get; init; }
    public required string GiveBack { get; init; }
    public required string SoFar { get; init; }

    public required string ChooseReason { get; init; }
    public required string ChooseColleague { get; init; }
    public required string WrongDate { get; init; }
    public required Func<string, string> WrongDay { get; init; }
    public required string WrongValue { get; init; }
    public required string TakeFirst { get; init; }
    public required string AnsweredBefore { get; init; }

    public required Func<string, string> AcceptedOn { get; init; }
    public required Func<string, string, string> RefusedOn { get; init; }
    public required Func<string, string> SnoozedUntil { get; init; }
    public required Func<string, string> StageIs { get; init; }
    public required Func<string, string, string> EndedOn { get; init; }
    public required Func<string, string> HasItNow { get; init; }
    public required string NobodyYet { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static AnswerTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };

    /// <summary>A contact by name.</summary>
    public string ContactOf(string? kind) => kind switch
    {
        ContactKinds.Spoke => Spoke,
        ContactKinds.Meeting => Meeting,
        _ => Tried,
    };
}
