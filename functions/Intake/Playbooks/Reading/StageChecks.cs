using Intake.Learning;

namespace Intake.Playbooks.Reading;

/// <summary>Stages, gates and reasons to refuse.</summary>
internal static class StageChecks
{
    private const string File = StagesFile.Name;
    private static readonly Role[] One = [Role.Entry, Role.Handoff, Role.Accepted, Role.Refused, Role.Resting];

    public static void All(Parts parts, Problems problems)
    {
        var stages = parts.Stages;
        Checks.Unique(File, "$.stages", stages.Stages.Select(stage => stage.Id), problems);
        foreach (var role in One)
            if (stages.Stages.Count(stage => stage.Role == role) is not 1 and var count)
                problems.Add(File, "$.stages", $"has {count} stages with the role {Word(role)}, not one");

        if (stages.Stages.All(stage => stage.Role != Role.Working))
            problems.Add(File, "$.stages", $"has no stage with the role {Word(Role.Working)}");

        if (stages.Stages.Any(stage => stage.Role == Role.End) && stages.Stages.All(stage => stage is not { Role: Role.End, Id: Outcomes.Won }))
            problems.Add(File, "$.stages", $"has no stage with the role {Word(Role.End)} and the id \"{Outcomes.Won}\": all that is won would count as lost");

        foreach (var (name, gate) in new[] { ("prospects", stages.Gates.Prospects), ("customers", stages.Gates.Customers) })
        {
            Checks.Phase(parts, File, $"$.gates.{name}.phase", gate.Phase, problems);
            var line = name == "customers" ? stages.Gates.Demotion.Customers : stages.Gates.Demotion.Prospects;
            if (line >= gate.Total) problems.Add(File, $"$.gates.demotion.{name}", $"{line} is not below the gate, {gate.Total}");
        }
        foreach (var (name, actions) in stages.Gates.AllActions)
            foreach (var unknown in actions.Endpoints.Where(id => parts.Endpoints.Find(id) is null))
                problems.Add(File, $"$.gates.{name}.actions", $"\"{unknown}\" is no endpoint of {EndpointsFile.Name}");
        Checks.Unique(File, "$.gates.exclusions.rules", stages.Gates.Exclusions.Rules.Select(rule => rule.Id), problems);
        WorkingChecks.All(parts, problems);
        foreach (var (index, id) in stages.ReasonOrder.Index()) Reason(stages, stages.Reasons[id], $"$.rejectionReasons[{index}]", problems);
    }

    private static void Reason(StageBook stages, RejectionReason reason, string path, Problems problems)
    {
        if (reason.Becomes is not (Role.Working or Role.Refused or Role.Resting or Role.End))
            problems.Add(File, path + ".becomes", $"a refused lead cannot become {Word(reason.Becomes)}");
        else if (stages.Stages.All(stage => stage.Role != reason.Becomes))
            problems.Add(File, path + ".becomes", $"there is no stage with the role {Word(reason.Becomes)}");
        foreach (var fact in reason.EndsOnChangeOf.Except(FactChecks.OfCompany, StringComparer.Ordinal))
            problems.Add(File, path + ".endsOnChangeOf", FactChecks.Unknown(fact, FactChecks.OfCompany));
        if (reason.Becomes == Role.Resting && reason.RestDays is null)
            problems.Add(File, path + ".restDays", "is missing: a resting lead needs the days of its rest");
        if (reason.Becomes != Role.Resting && reason.AsksDate) problems.Add(File, path + ".asksDate", "only a resting lead has a date");
    }

    private static string Word(Role role) => role.ToString().ToLowerInvariant();
}
