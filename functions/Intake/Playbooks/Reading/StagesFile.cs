using System.Collections.Frozen;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>stages.json</c>.</summary>
internal static class StagesFile
{
    public const string Name = "stages.json";

    private const Scopes OfStages = Scopes.Account | Scopes.Lead | Scopes.Score;
    private const Scopes OfGates = OfStages | Scopes.Person;

    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    public static StageBook Read(Node root)
    {
        var before = new List<Role>();
        var stages = root.List("stages", node => StageOf(node, before));
        var gates = root.Object("gates") is { } node ? GatesOf(node) : NoGates;
        var reasons = root.List("rejectionReasons", Reason);
        root.Close();

        var byId = new Dictionary<string, RejectionReason>(StringComparer.Ordinal);
        foreach (var reason in reasons)
            if (!byId.TryAdd(reason.Id, reason)) root.Problem("rejectionReasons", $"\"{reason.Id}\" is given twice");
        return new StageBook
        {
            Stages = stages, Gates = gates,
            Reasons = byId.ToFrozenDictionary(StringComparer.Ordinal), ReasonOrder = [.. reasons.Select(reason => reason.Id)],
        };
    }

    private static Gates NoGates => new()
    {
        Exclusions = new Exclusions([], []), Asked = new AskedGate("", FrozenSet<string>.Empty),
        Prospects = NoScoreGate, Customers = NoScoreGate,
        Demotion = new Demotion(0, 0, 0), QuietDays = 0, RenewalDays = 0,
    };

    private static ScoreGate NoScoreGate => new("", 0, 0, 0, 0, null, 0);

    private static Role RoleOf(Node node, string name) => Enum.Parse<Role>(node.OneOf(name, Roles), ignoreCase: true);

    private static Stage StageOf(Node node, List<Role> before)
    {
        var (id, role) = (node.Id("id"), RoleOf(node, "role"));
        WorkingChecks.Given(node, role, isFirst: !before.Contains(role));
        before.Add(role);
        return new Stage(id, role, node.Localized("name"), node.Localized("definition"))
        {
            Enter = ConditionReader.Optional(node, "enter", OfStages),
            Stay = ConditionReader.Optional(node, "stay", OfStages),
        };
    }

    private static Gates GatesOf(Node node)
    {
        var (prospects, customers) = (Score(node, "prospects"), Score(node, "customers"));
        var gates = new Gates
        {
            Exclusions = ExclusionsOf(node),
            Asked = AskedOf(node),
            Prospects = prospects,
            Customers = customers,
            Demotion = DemotionOf(node, byPhase: (prospects.Phase ?? customers.Phase) is not null),
            QuietDays = node.Int("quietDays", 1, 400),
            RenewalDays = node.Int("renewalDays", 0, 3650),
        };
        node.Close();
        return gates;
    }

    private static Exclusions ExclusionsOf(Node gates)
    {
        if (gates.Object("exclusions") is not { } node) return new Exclusions([], []);
        var exclusions = new Exclusions(node.Texts("accountKinds", required: true), node.Texts("seniorities", required: true))
        {
            OpenComplaints = !node.Has("openComplaints") || node.Flag("openComplaints"),
            Rules = [.. node.OptionalList("rules", ExclusionRuleOf).OfType<ExclusionRule>()],
        };
        node.Close();
        return exclusions;
    }

    private static ExclusionRule? ExclusionRuleOf(Node node)
    {
        var (id, when) = (node.Id("id"), ConditionReader.Required(node, "when", Scopes.Person | Scopes.Account));
        return when is null ? null : new ExclusionRule(id, when);
    }

    private static AskedGate AskedOf(Node gates)
    {
        if (gates.Object("asked") is not { } node) return new AskedGate("", FrozenSet<string>.Empty);
        var asked = new AskedGate(node.Id("id"), node.Texts("countries", required: true).ToFrozenSet(StringComparer.OrdinalIgnoreCase))
        {
            When = ConditionReader.Optional(node, "when", OfGates),
            Actions = ActionsFile.Read(node),
        };
        node.Close();
        return asked;
    }

    private static ScoreGate Score(Node gates, string name)
    {
        if (gates.Object(name) is not { } node) return NoScoreGate;
        var gate = new ScoreGate(node.Id("id"), node.Int("total", 1, 100), node.Int("interest", 0, 100), node.Int("fit", 0, 100),
            node.OptionalInt("value", 0, 100) ?? 0, node.OptionalText("phase"), node.Int("recentDays", 1, 400))
        {
            When = ConditionReader.Optional(node, "when", OfGates),
            Actions = ActionsFile.Read(node),
        };
        node.Close();
        return gate;
    }

    private static Demotion DemotionOf(Node gates, bool byPhase)
    {
        if (gates.Object("demotion") is not { } node) return new Demotion(0, 0, 0);
        var demotion = new Demotion(node.Int("prospects", 0, 100), node.Int("customers", 0, 100), byPhase || node.Has("phaseLostDays") ? node.Int("phaseLostDays", 0, 400) : 0);
        node.Close();
        return demotion;
    }

    private static RejectionReason Reason(Node node) => new()
    {
        Id = node.Id("id"),
        Label = node.Localized("label"),
        Becomes = RoleOf(node, "becomes"),
        RestDays = node.OptionalInt("restDays", 1, 3650),
        AsksDate = node.Flag("asksDate"),
        EndsOnChangeOf = node.Texts("endsOnChangeOf"),
        Person = node.Has("person")
            ? Enum.Parse<PersonEffect>(node.OneOf("person", "none", "outside", "left", "student"), ignoreCase: true)
            : PersonEffect.None,
        AccountKind = node.OptionalText("accountKind"),
        RemovesActivity = node.Flag("removesActivity"),
        Forward = node.OptionalText("forward"),
        Closes = node.Flag("closes"),
        CountsAgainst = node.Flag("countsAgainst"),
    };
}
