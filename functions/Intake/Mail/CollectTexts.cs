namespace Intake.Mail;

/// <summary>What mails about several leads, and about what happened since the last one, say besides, in one language.</summary>
internal sealed record CollectTexts
{
    private static readonly CollectTexts English = new()
    {
        Leads = count => $"{count} leads of theirs in this mail: each has buttons of its own.",
        AlsoNew = "Also new",
        OfOpportunity = "The CRM has an open opportunity for this, so there is no new lead.",
    };

    private static readonly CollectTexts Dutch = new()
    {
        Leads = count => $"{count} leads van hen in deze mail: elk met eigen knoppen.",
        AlsoNew = "Ook nieuw",
        OfOpportunity = "In het CRM staat hier al een verkoopkans voor open, dus er is geen nieuwe lead.",
    };

    private static readonly CollectTexts German = new()
    {
        Leads = count => $"{count} Leads von ihnen in dieser Mail: jeder mit eigenen Knöpfen.",
        AlsoNew = "Auch neu",
        OfOpportunity = "Im CRM ist dazu bereits eine Verkaufschance offen, daher gibt es keinen neuen Lead.",
    };

    /// <summary>How many leads a mail hands over.</summary>
    public required Func<int, string> Leads { get; init; }

    /// <summary>Heading of what else was done.</summary>
    public required string AlsoNew { get; init; }

    /// <summary>Why there is news and no lead.</summary>
    public required string OfOpportunity { get; init; }

    /// <summary>A language that is missing is answered in English.</summary>
    public static CollectTexts In(string? language) => language switch { "nl" => Dutch, "de" => German, _ => English };
}
