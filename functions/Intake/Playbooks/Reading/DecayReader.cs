namespace Intake.Playbooks.Reading;

/// <summary>Reads how points fade: one of <c>halfLifeDays</c>, <c>windowDays</c> and <c>steps</c>.</summary>
internal static class DecayReader
{
    private static readonly string[] Kinds = ["halfLifeDays", "windowDays", "steps"];

    public static Decay Read(Node node, int horizon)
    {
        var given = Kinds.Where(node.Has).ToList();
        if (given.Count > 1) node.Problem(given[1], $"stands beside {given[0]}: points fade in one way");
        var decay = given is ["windowDays", ..] ? new Window(node.Int("windowDays", 1, horizon + 1))
            : given is ["steps", ..] ? Steps(node, horizon)
            : (Decay)new HalfLife(node.Int("halfLifeDays", 1, horizon));
        foreach (var other in given.Skip(1)) node.Raw(other);
        return decay;
    }

    private static DecaySteps Steps(Node node, int horizon)
    {
        var steps = node.List("steps", step => new DecayStep(step.Int("fromDay", 1, horizon), step.Int("percent", 0, 99)));
        if (steps.IsEmpty) node.Problem("steps", "needs at least one step");
        for (var index = 1; index < steps.Length; index++)
        {
            if (steps[index].FromDay <= steps[index - 1].FromDay) node.Problem($"steps[{index}].fromDay", "steps must be in order");
            if (steps[index].Percent >= steps[index - 1].Percent) node.Problem($"steps[{index}].percent", "steps must fall");
        }
        return new DecaySteps(steps);
    }
}
