using System.Collections.Immutable;
using Intake.Enrichment;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>propositions.json</c>.</summary>
internal static class PropositionsFile
{
    public const string Name = "propositions.json";

    public static (ImmutableArray<Proposition> Propositions, ImmutableArray<string> OwnDomains, string HomeCountry) Read(Node root)
    {
        var propositions = root.List("propositions", One);
        var domains = root.Texts("ownDomains", required: true);
        var home = root.Text("homeCountry");
        if (home.Length > 0 && CountryCode.Of(home) != home) root.Problem("homeCountry", $"\"{home}\" is no country code such as NL");
        root.Close();
        return (propositions, domains, home);
    }

    private static Proposition One(Node node)
    {
        var id = node.Id("id");
        return new Proposition(id, node.Localized("name")) { Worth = node.OptionalObject("worth") is { } worth ? Band(worth) : null };
    }

    private static ValueBand Band(Node node)
    {
        var band = new ValueBand(node.Int("from", 0, int.MaxValue), node.Int("to", 0, int.MaxValue), node.OneOf("per", "once", "year"));
        if (band.To < band.From) node.Problem("to", $"{band.To} is less than from, {band.From}");
        node.Close();
        return band;
    }
}
