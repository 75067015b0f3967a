using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Submissions;

namespace Intake.Playbooks;

/// <summary>A campaign of marketing.</summary>
/// <param name="Id">Playbook id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Aliases">What <c>utm_campaign</c> says of it, in whatever case.</param>
/// <param name="Cost">What it cost, in whole units of our currency; null when not told.</param>
public sealed record Campaign(string Id, Localized Name, ImmutableArray<string> Aliases, int? Cost);

/// <summary>The campaigns, by all their names. Read when a touch is told of, so that a name added later counts for what was before.</summary>
public sealed class CampaignBook(IEnumerable<Campaign> campaigns)
{
    /// <summary>No campaigns.</summary>
    public static readonly CampaignBook None = new([]);

    private readonly FrozenDictionary<string, Campaign> byName = campaigns
        .SelectMany(campaign => campaign.Aliases.Append(campaign.Id).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, campaign)))
        .DistinctBy(named => named.name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(named => named.name, named => named.campaign, StringComparer.OrdinalIgnoreCase);

    /// <summary>The campaign of a touch; null where it names none, or one that is not ours.</summary>
    public Campaign? Of(Touch? touch) => touch?.Campaign is { } name ? byName.GetValueOrDefault(name) : null;
}
