using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>scoring.json</c>.</summary>
internal static class ScoringFile
{
    public const string Name = "scoring.json";

    public static ScoringRules Read(Node root)
    {
        var labels = new Dictionary<string, Localized>(StringComparer.Ordinal);
        var horizon = root.Int("horizonDays", 1, 400);
        var index = 0;
        var scoring = new ScoringRules
        {
            Weights = Weights(root),
            HorizonDays = horizon,
            PersonCap = root.Int("personCap", 1, 100),
            Breadth = Breadth(root),
            Groups = root.List("groups", node => new RuleGroup(node.Id("id"), node.OptionalInt("cap", 1, 100))),
            Rules = root.List("rules", node => RuleOf(node, index++, horizon, labels)),
            Phases = root.List("phases", node => PhaseOf(node, horizon, labels)),
            Fit = Fit(root, labels),
            Value = Value(root, labels),
            Interests = Interests(root),
            Labels = FrozenDictionary<string, Localized>.Empty,
        };
        foreach (var (id, label) in root.List("labels", node => (node.Text("id"), node.Localized("label")))) labels[id] = label;
        root.Close();
        return scoring with { Labels = labels.ToFrozenDictionary(StringComparer.Ordinal) };
    }

    private static Weights Weights(Node root)
    {
        if (root.Object("weights") is not { } node) return new Weights(0, 0, 0, 0);
        var weights = new Weights(
            node.Int("interest", 0, 100), node.Int("phase", 0, 100), node.Int("fit", 0, 100), node.Int("value", 0, 100));
        node.Close();
        return weights;
    }

    private static Breadth Breadth(Node root)
    {
        if (root.Object("breadth") is not { } node) return new Breadth(0, 0, 0);
        var breadth = new Breadth(node.Int("points", 0, 100), node.Int("from", 1, 100), node.Int("cap", 0, 100));
        node.Close();
        return breadth;
    }

    private static InterestRules? Interests(Node root)
    {
        if (root.OptionalObject("interests") is not { } node) return null;
        var interests = new InterestRules(node.Int("from", 1, 1000), node.Int("sharePercent", 1, 100));
        node.Close();
        return interests;
    }

    private static Rule RuleOf(Node node, int index, int horizon, Dictionary<string, Localized> labels)
    {
        var rule = new Rule
        {
            Id = node.Id("id"),
            Index = index,
            Activity = node.Id("activity"),
            Kinds = node.Texts("kinds"),
            AttendedFrom = node.OptionalInt("attendedFromPercent", 1, 100),
            TimeframeTo = node.OptionalInt("timeframeToMonths", 1, 120),
            Points = node.Int("points", -100, 100),
            Decay = DecayReader.Read(node, horizon),
            Cap = node.Int("cap", -100, 100),
            Group = node.Text("group"),
            OnceDays = node.OptionalInt("onceDays", 0, 400) ?? 30,
            PerDay = node.OptionalInt("perDay", 1, 100) ?? 1,
            Consumed = node.Flag("consumed"),
            Phase = node.OptionalText("phase"),
            Asks = node.Flag("asks"),
            Update = node.Flag("update"),
            Tracked = node.Flag("tracked"),
        };
        labels[rule.Id] = node.Localized("label");
        return RuleConditions.Read(node, rule);
    }

    private static Phase PhaseOf(Node node, int horizon, Dictionary<string, Localized> labels)
    {
        var phase = new Phase(node.Id("id"), node.Int("points", 1, 100), node.Int("days", 1, horizon));
        labels["phase:" + phase.Id] = node.Localized("label");
        return phase;
    }

    private static FitRules Fit(Node root, Dictionary<string, Localized> labels)
    {
        if (root.Object("fit") is not { } node) return new FitRules([], 0);
        var fit = new FitRules(node.List("facts", table => Table(table, "fit", labels)), node.Int("freemail", -100, 0))
        {
            Rules = FactRules(node, "fit", Scopes.State, labels),
        };
        node.Close();
        return fit;
    }

    private static ValueRules Value(Node root, Dictionary<string, Localized> labels)
    {
        var none = new FactTable { Id = "", Fact = "", OfPerson = false, Unknown = 0 };
        if (root.Object("value") is not { } node) return new ValueRules(none, 0, 0, 0);
        var staff = none;
        if (node.Object("staff") is { } table)
        {
            staff = Table(table, "value", labels);
            table.Close();
        }
        var value = new ValueRules(
            staff, node.Int("customerOfAnother", 0, 100), node.Int("sitesFrom", 1, 10_000), node.Int("sitesPoints", 0, 100))
        {
            Rules = FactRules(node, "value", Scopes.Account | Scopes.Lead, labels),
        };
        node.Close();
        return value;
    }

    private static ImmutableArray<FactRule> FactRules(Node node, string component, Scopes allowed, Dictionary<string, Localized> labels) =>
        [.. node.OptionalList("rules", each => FactRuleOf(each, component, allowed, labels)).OfType<FactRule>()];

    private static FactRule? FactRuleOf(Node node, string component, Scopes allowed, Dictionary<string, Localized> labels)
    {
        var (id, when, points) = (node.Id("id"), ConditionReader.Required(node, "when", allowed), node.Int("points", -100, 100));
        labels[$"{component}:{id}"] = node.Localized("label");
        return when is null ? null : new FactRule(id, when, points);
    }

    private static FactTable Table(Node node, string component, Dictionary<string, Localized> labels)
    {
        var table = new FactTable
        {
            Id = node.Id("id"),
            Fact = node.Text("fact"),
            OfPerson = node.OneOf("of", "company", "person") == "person",
            Unknown = node.Int("unknown", 0, 100),
            Other = node.OptionalInt("other", 0, 100) ?? 0,
            Words = Words(node),
            Bands = node.OptionalList("bands", band => new Band(band.Int("from", 0, int.MaxValue), band.Int("points", 0, 100))),
        };
        labels[$"{component}:{table.Id}"] = node.Localized("label");
        if (table.Words.Count == 0 == table.Bands.IsEmpty) node.Problem("words", "give either words or bands");
        for (var index = 1; index < table.Bands.Length; index++)
            if (table.Bands[index].From <= table.Bands[index - 1].From) node.Problem($"bands[{index}].from", "bands must rise");
        return table;
    }

    private static FrozenDictionary<string, int> Words(Node node)
    {
        var words = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var (points, list) in node.OptionalList(
            "words", entry => (entry.Int("points", 0, 100), entry.Texts("in", required: true))))
            foreach (var word in list)
                if (!words.TryAdd(word, points)) node.Problem("words", $"\"{word}\" is given twice");
        return words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
