using System.Collections.Immutable;

namespace Intake.Handoffs;

/// <summary><c>contact-rules.json</c> as written.</summary>
internal sealed class ContactRulesFile : FilePart
{
    public string? Note { get; set; }
    public List<string>? NaturalForms { get; set; }
    public List<string>? LegalForms { get; set; }
    public List<RulePart?>? Rules { get; set; }

    internal sealed class RulePart : FilePart
    {
        public List<string>? Countries { get; set; }
        public string? Who { get; set; }
        public List<string>? Phone { get; set; }
        public List<string>? Mail { get; set; }
        public string? Note { get; set; }
    }

    private static readonly Dictionary<string, ContactWho> Parties = new()
    {
        ["anyone"] = ContactWho.Anyone,
        ["natural"] = ContactWho.Natural,
        ["company"] = ContactWho.Company,
    };

    private static readonly Dictionary<string, ContactBasis> Bases = new()
    {
        ["unless-objected"] = ContactBasis.UnlessObjected,
        ["asked"] = ContactBasis.Asked,
        ["consent"] = ContactBasis.Consent,
        ["similar-product"] = ContactBasis.SimilarProduct,
        ["published-address"] = ContactBasis.PublishedAddress,
    };

    public static ContactRules? Parse(ReadOnlyMemory<byte> json, PlaybookFile file)
    {
        if (file.Read(json, PlaybookFileJson.Default.ContactRulesFile) is not { } part) return null;
        file.Known(part, "$");
        var rules = new ContactRules
        {
            NaturalForms = (part.NaturalForms ?? []).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            LegalForms = (part.LegalForms ?? []).ToImmutableHashSet(StringComparer.OrdinalIgnoreCase),
            Rules = [.. (part.Rules ?? []).Select((rule, at) => ParseRule(rule, $"$.rules[{at}]", file))],
        };
        foreach (var both in rules.NaturalForms.Intersect(rules.LegalForms)) file.Wrong("$.legalForms", $"'{both}' is among the natural forms too");
        if (rules.Rules is not [.., { Countries.IsEmpty: true, Who: ContactWho.Anyone }])
            file.Wrong("$.rules", "the last rule has to fit everyone: no countries, who is anyone");
        return file.Clean ? rules : null;
    }

    private static ContactRule ParseRule(RulePart? part, string path, PlaybookFile file)
    {
        file.Known(part, path);
        return new ContactRule(
            [.. part?.Countries ?? []], file.OneOf(part?.Who, path + ".who", Parties),
            ParseBases(part?.Phone, path + ".phone", file), ParseBases(part?.Mail, path + ".mail", file));
    }

    private static ImmutableArray<ContactBasis> ParseBases(List<string>? bases, string path, PlaybookFile file)
    {
        if (bases is null) file.Wrong(path, "missing; an empty list means never");
        return [.. (bases ?? []).Select((basis, at) => file.OneOf(basis, $"{path}[{at}]", Bases))];
    }
}
