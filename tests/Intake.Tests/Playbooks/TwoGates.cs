using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>The variant with two lines that ships, over the playbook that does.</summary>
public static class TwoGates
{
    public static string Directory { get; } = Path.Combine(Repository.Root, "functions", "playbooks", "two-gates");

    public static Playbook Instance { get; } = PlaybookFolder.Load(Directory, SamplePlaybook.Directory);
}
