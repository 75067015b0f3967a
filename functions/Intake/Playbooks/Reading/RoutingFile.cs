using System.Globalization;
using Intake.Enrichment;
using Intake.Handoffs;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>routing.json</c>.</summary>
internal static class RoutingFile
{
    public const string Name = "routing.json";

    public static RoutingRules Read(Node root)
    {
        var desk = root.Object("partnerDesk");
        var clocks = root.Object("clocks");
        var rules = new RoutingRules
        {
            Territories = root.List("territories", TerritoryOf),
            Order = root.Has("order") ? root.Values<string>("order", TryStep, $"none of {string.Join(", ", RoutingRules.DefaultOrder)}") : RoutingRules.DefaultOrder,
            PartnerKinds = [.. desk?.Texts("kinds", required: true) ?? []],
            PartnerDesk = desk?.Id("territory") ?? "",
            Fallback = root.Id("fallback"),
            Referrers = root.Values<string>("referrers", TryReferrer, "no email address or domain"),
            Asked = ClocksReader.Lane(clocks, "asked"),
            Scored = ClocksReader.Lane(clocks, "score"),
            Hours = HoursReader.Read(root),
            Digest = HoursReader.Digest(root),
        };
        desk?.Close();
        clocks?.Close();
        root.Close();
        Check(rules, root);
        return rules;
    }

    private static void Check(RoutingRules rules, Node root)
    {
        foreach (var twice in rules.Territories.GroupBy(territory => territory.Id).Where(same => same.Count() > 1))
            root.Problem("territories", $"\"{twice.Key}\" is given twice");
        foreach (var twice in rules.Order.GroupBy(step => step).Where(same => same.Count() > 1)) root.Problem("order", $"\"{twice.Key}\" is given twice");
        foreach (var (id, member) in new[] { (rules.PartnerDesk, "partnerDesk.territory"), (rules.Fallback, "fallback") })
            if (id.Length > 0 && rules.Territories.All(territory => territory.Id != id))
                root.Problem(member, $"there is no territory \"{id}\"");
    }

    private static Territory TerritoryOf(Node node)
    {
        node.OptionalText("note");
        return new Territory
        {
            Id = node.Id("id"),
            Propositions = [.. node.Texts("propositions")],
            Countries = [.. node.Texts("countries")],
            Postcodes = node.Values<PostcodeRange>("postcodes", TryRange, "no range such as 1000-3999"),
            Industries = [.. node.Texts("industries")],
            Staff = StaffOf(node.OptionalObject("staff")),
            Languages = [.. node.Texts("languages")],
        };
    }

    private static StaffRange? StaffOf(Node? node)
    {
        if (node is null) return null;
        var range = new StaffRange(node.OptionalInt("from", 0, 10_000_000), node.OptionalInt("to", 0, 10_000_000));
        if (range is { From: null, To: null } || range.From > range.To) node.Problem("to", "a size has an end, and begins before it ends");
        node.Close();
        return range;
    }

    private static bool TryStep(string text, out string step)
    {
        step = text;
        return RoutingRules.DefaultOrder.Contains(text);
    }

    private static bool TryReferrer(string text, out string referrer)
    {
        referrer = text;
        return EmailAddress.TryParse(text.Contains('@', StringComparison.Ordinal) ? text : $"somebody@{text}", out _);
    }

    private static bool TryRange(string text, out PostcodeRange range)
    {
        var ends = text.Split('-');
        var (from, to) = (0, 0);
        var valid = ends.Length == 2
            && int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out from)
            && int.TryParse(ends[1], NumberStyles.None, CultureInfo.InvariantCulture, out to)
            && from <= to;
        range = new PostcodeRange(from, to);
        return valid;
    }
}
