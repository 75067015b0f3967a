using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>campaigns.json</c>, which a playbook need not have.</summary>
internal static class CampaignsFile
{
    public const string Name = "campaigns.json";

    public static CampaignBook Read(Node root)
    {
        var campaigns = root.List("campaigns", node => new Campaign(
            node.Id("id"), node.Localized("name"), node.Texts("aliases"), node.OptionalInt("cost", 0, 1_000_000_000)));
        root.Close();
        Check(root, campaigns);
        return new CampaignBook(campaigns);
    }

    private static void Check(Node root, ImmutableArray<Campaign> campaigns)
    {
        HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var name in campaigns.SelectMany(campaign => campaign.Aliases.Append(campaign.Id).Distinct(StringComparer.OrdinalIgnoreCase)))
            if (!names.Add(name)) root.Problem("campaigns", $"\"{name}\" is a name of two campaigns");
    }
}
