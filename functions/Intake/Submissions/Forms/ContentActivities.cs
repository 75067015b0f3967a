using System.Collections.Frozen;
using Intake.Playbooks;

namespace Intake.Submissions.Forms;

/// <summary>What asking for a piece of content means, and what opening its file means, by its kind.</summary>
public static class ContentActivities
{
    // A kind that is not here cannot be requested. Where we deliver the file, the download is known by itself and asking for it is not one;
    // where a website does, asking is all that we ever hear.
    private static readonly FrozenDictionary<string, Meaning> Meanings = new Dictionary<string, Meaning>
    {
        ["whitepaper"] = new("whitepaper-requested", "whitepaper-requested", "whitepaper-downloaded"),
        ["price-list"] = new("price-list-requested", "price-list-downloaded", "price-list-downloaded"),
        ["calculator"] = new("calculator-used", "calculator-used", null),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The activity of asking for it; null when it cannot be asked for.</summary>
    public static string? Request(ContentItem item) =>
        !Meanings.TryGetValue(item.Kind, out var meaning) ? null : item.Asset is null ? meaning.RequestedElsewhere : meaning.Requested;

    /// <summary>The activity of downloading its file; null when it has none.</summary>
    public static string? Download(ContentItem item) =>
        item.Asset is not null && Meanings.TryGetValue(item.Kind, out var meaning) ? meaning.Downloaded : null;

    private sealed record Meaning(string Requested, string RequestedElsewhere, string? Downloaded);
}
