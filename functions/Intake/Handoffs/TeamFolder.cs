using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Reads the team from its file.</summary>
public static class TeamFolder
{
    /// <summary>The team, or an exception that tells everything that is wrong with it, the routing rules' territories included.</summary>
    public static Team Load(string file, RoutingRules rules)
    {
        var problems = new Problems();
        var name = Path.GetFileName(file);
        if (!File.Exists(file)) problems.Add(name, "$", "there is no such file; Team__File names another");
        var team = File.Exists(file) ? Team.Parse(File.ReadAllBytes(file), name, problems) : null;
        team?.Check(rules, name, problems);
        return team is not null && problems.Found.Count == 0 ? team : throw new InvalidPlaybookException(file, problems.Found);
    }
}
