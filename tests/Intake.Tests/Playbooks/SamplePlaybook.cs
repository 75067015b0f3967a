using System.Runtime.CompilerServices;
using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>The playbook that ships, read once from the repository.</summary>
internal static class SamplePlaybook
{
    public static string Directory { get; } = Path.GetFullPath(Path.Combine(SourceDirectory(), "../../../functions/playbook"));

    public static Playbook Instance { get; } = PlaybookFolder.Load(Directory);

    public static string SourceDirectory([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
