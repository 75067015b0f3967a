namespace Intake.Handoffs;

/// <summary>A step of routing that did not decide.</summary>
/// <param name="Step">A word of <see cref="RoutingReasons"/>.</param>
/// <param name="Why">A word of <see cref="WhyNot"/>.</param>
/// <param name="Who">Id of the account manager, or of the territory, that it is about; null for none.</param>
public sealed record Considered(string Step, string Why, string? Who = null)
{
    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static Considered Parse(string text) => text.Split(':') is [var step, var why, .. var who] ? new Considered(step, why, who.FirstOrDefault()) : new Considered(text, "");

    /// <inheritdoc/>
    public override string ToString() => Who is null ? $"{Step}:{Why}" : $"{Step}:{Why}:{Who}";
}

/// <summary>Why a step of routing did not decide.</summary>
public static class WhyNot
{
    /// <summary>It names nobody.</summary>
    public const string Nobody = "nobody";

    /// <summary>The team does not know whom it names.</summary>
    public const string Unknown = "unknown";

    /// <summary>Whom it names left.</summary>
    public const string Left = "left";

    /// <summary>Whom it names is away.</summary>
    public const string Away = "away";

    /// <summary>Whom it names had this handoff before.</summary>
    public const string HadIt = "had-it";

    /// <summary>Mail does not reach whom it names.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>The account is no partner.</summary>
    public const string NoPartner = "no-partner";

    /// <summary>No territory has the lead.</summary>
    public const string NoneMatches = "none-matches";

    /// <summary>Nobody of the territory can take it.</summary>
    public const string NobodyHere = "nobody-here";
}
