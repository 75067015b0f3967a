using System.Collections.Frozen;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>stages.json</c>.</summary>
internal static class StagesFile
{
    public const string Name = "stages.json";

    private static readonly string[] Roles = [.. Enum.GetNames<Role>().Select(name => name.ToLowerInvariant())];

    public static StageBook Read(Node root)
    {
        var stages = root.List(
            "stages", node => new Stage(node.Id("id"), RoleOf(node, "role"), node.Localized("name"), node.Localized("definition")));
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

    private static ScoreGate NoScoreGate => new("", 0, 0, 0, 0, "", 0);

    private static Role RoleOf(Node node, string name) => Enum.Parse<Role>(node.OneOf(name, Roles), ignoreCase: true);

    private static Gates GatesOf(Node node)
    {
        var gates = new Gates
        {
            Exclusions = ExclusionsOf(node),
            Asked = AskedOf(node),
            Prospects = Score(node, "prospects"),
            Customers = Score(node, "customers"),
            Demotion = DemotionOf(node),
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
        };
        node.Close();
        return exclusions;
    }

    private static AskedGate AskedOf(Node gates)
    {
        if (gates.Object("asked") is not { } node) return new AskedGate("", FrozenSet<string>.Empty);
        var asked = new AskedGate(node.Id("id"), node.Texts("countries", required: true).ToFrozenSet(StringComparer.OrdinalIgnoreCase));
        node.Close();
        return asked;
    }

    private static ScoreGate Score(Node gates, string name)
    {
        if (gates.Object(name) is not { } node) return NoScoreGate;
        var gate = new ScoreGate(node.Id("id"), node.Int("total", 1, 100), node.Int("interest", 0, 100), node.Int("fit", 0, 100),
            node.OptionalInt("value", 0, 100) ?? 0, node.Text("phase"), node.Int("recentDays", 1, 400));
        node.Close();
        return gate;
    }

    private static Demotion DemotionOf(Node gates)
    {
        if (gates.Object("demotion") is not { } node) return new Demotion(0, 0, 0);
        var demotion = new Demotion(node.Int("prospects", 0, 100), node.Int("customers", 0, 100), node.Int("phaseLostDays", 0, 400));
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
