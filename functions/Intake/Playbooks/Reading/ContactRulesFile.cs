using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Handoffs;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>contact-rules.json</c>.</summary>
internal static class ContactRulesFile
{
    public const string Name = "contact-rules.json";

    private static readonly FrozenDictionary<string, ContactBasis> Bases = new Dictionary<string, ContactBasis>
    {
        ["unless-objected"] = ContactBasis.UnlessObjected,
        ["asked"] = ContactBasis.Asked,
        ["consent"] = ContactBasis.Consent,
        ["similar-product"] = ContactBasis.SimilarProduct,
        ["published-address"] = ContactBasis.PublishedAddress,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    public static ContactRules Read(Node root)
    {
        root.OptionalText("note");
        var rules = new ContactRules
        {
            NaturalForms = root.Texts("naturalForms", required: true).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            LegalForms = root.Texts("legalForms", required: true).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            Rules = root.List("rules", RuleOf),
        };
        root.Close();
        foreach (var both in rules.NaturalForms.Intersect(rules.LegalForms))
            root.Problem("legalForms", $"\"{both}\" is among the natural forms too");
        if (rules.Rules is not [.., { Countries.IsEmpty: true, Who: ContactWho.Anyone }])
            root.Problem("rules", "the last one must fit everyone: no countries, who is anyone");
        return rules;
    }

    private static ContactRule RuleOf(Node node)
    {
        node.OptionalText("note");
        return new ContactRule(
            [.. node.Texts("countries")],
            Enum.Parse<ContactWho>(node.OneOf("who", "anyone", "natural", "company"), ignoreCase: true),
            BasesOf(node, "phone"), BasesOf(node, "mail"));
    }

    private static ImmutableArray<ContactBasis> BasesOf(Node node, string name) =>
        node.Values<ContactBasis>(
            name, Bases.TryGetValue, $"none of {string.Join(", ", Bases.Keys.Order(StringComparer.Ordinal))}", required: true);
}
