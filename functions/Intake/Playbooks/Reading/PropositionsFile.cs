using System.Collections.Immutable;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>propositions.json</c>.</summary>
internal static class PropositionsFile
{
    public const string Name = "propositions.json";

    public static (ImmutableArray<Proposition> Propositions, ImmutableArray<string> OwnDomains) Read(Node root)
    {
        var propositions = root.List("propositions", One);
        var domains = root.Texts("ownDomains", required: true);
        root.Close();
        return (propositions, domains);
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
