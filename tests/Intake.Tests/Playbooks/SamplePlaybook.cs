using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>The playbook that ships, read once from the repository.</summary>
public static class SamplePlaybook
{
    public static string Directory { get; } = Path.Combine(Repository.Root, "functions", "playbook");

    public static Playbook Instance { get; } = PlaybookFolder.Load(Directory);
}
