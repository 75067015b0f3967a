using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Conditions of stages and gates.</summary>
internal static class WorkingChecks
{
    private const string File = StagesFile.Name;

    private static readonly string[] Names = ["enter", "stay"];

    /// <summary>Which stages may have conditions, and which must.</summary>
    public static void Given(Node node, Role role, bool isFirst)
    {
        foreach (var name in Names.Where(node.Has))
        {
            if (role != Role.Working) node.Problem(name, "only a stage with the role working has it: what moves a lead elsewhere is a gate or sales");
            else if (isFirst) node.Problem(name, "the first stage with the role working has none: a lead is at least there");
        }
        if (role == Role.Working && !isFirst && !node.Has("enter"))
            node.Problem("enter", "is missing: a further stage with the role working needs the condition by which a lead enters it");
    }

    public static void All(Parts parts, Problems problems)
    {
        foreach (var (index, stage) in parts.Stages.Stages.Index())
        {
            OfStage(parts, $"$.stages[{index}].enter", stage.Enter, problems);
            OfStage(parts, $"$.stages[{index}].stay", stage.Stay, problems);
        }
        var gates = parts.Stages.Gates;
        Points(parts, "$.gates.asked.when", gates.Asked.When, asks: true, problems);
        Points(parts, "$.gates.prospects.when", gates.Prospects.When, asks: false, problems);
        Points(parts, "$.gates.customers.when", gates.Customers.When, asks: false, problems);
    }

    private static void OfStage(Parts parts, string path, Condition? condition, Problems problems)
    {
        Points(parts, path, condition, asks: false, problems);
        if (condition is not null) Silence(parts, path, condition, problems);
    }

    // Otherwise decay would make the outcome depend on the seconds that a queue takes. A rule that asks passes by the asked lane.
    private static void Points(Parts parts, string path, Condition? condition, bool asks, Problems problems)
    {
        foreach (var (_, at) in (condition?.Turns ?? []).Where(turn => turn.Field == Fields.Interest && turn.At > 0).Distinct())
            foreach (var rule in parts.Scoring.Rules.Where(rule => (asks || !rule.Asks) && rule.Points * FieldValues.Scale == at))
                problems.Add(File, path, $"{rule.Points} of score.interest equals the points of one activity, \"{rule.Id}\"");
    }

    // Otherwise a perfect account would never cool down. What a condition asks beside the score is not told by silence.
    private static void Silence(Parts parts, string path, Condition condition, Problems problems)
    {
        var conjuncts = condition.Conjuncts;
        if (conjuncts.All(part => !part.Reads.HasFlag(Scopes.Score))) return;
        var (fit, value) = ScoringChecks.Best(parts.Scoring);
        var silent = (parts.Scoring.Weights.Fit * fit) + (parts.Scoring.Weights.Value * value);
        var values = new FieldValues();
        values.SetHundredths(Fields.Total, silent);
        values.SetHundredths(Fields.Interest, 0);
        values.SetHundredths(Fields.Phase, 0);
        values.Set(Fields.Fit, fit);
        values.Set(Fields.Value, value);
        if (conjuncts.All(part => part.Reads == Scopes.Score ? part.Holds(values) : !part.Reads.HasFlag(Scopes.Score)))
            problems.Add(File, path, $"holds by what fit and value give alone, {silent / 100}: silence would not end it");
    }
}
