namespace Intake.Playbooks;

/// <summary>A product or service line. Id <c>-</c> is reserved for interest not stated.</summary>
public sealed record Proposition(string Id, Localized Name)
{
    /// <summary>The id of interest that was not stated.</summary>
    public const string NotStated = "-";

    /// <summary>What it is worth to us; null when not agreed.</summary>
    public ValueBand? Worth { get; init; }
}

/// <summary>Whole euros, from and to, <c>once</c> or per <c>year</c>.</summary>
public sealed record ValueBand(int From, int To, string Per);
