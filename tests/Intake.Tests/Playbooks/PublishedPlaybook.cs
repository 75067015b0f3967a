using Intake.Playbooks;

namespace Intake.Tests.Playbooks;

/// <summary>What others publish as their defaults, written as playbooks. All but scoring and stages is the sample's.</summary>
internal static class PublishedPlaybook
{
    public static readonly string[] Names = ["pardot", "gitlab", "relias", "adobe", "hubspot-decay"];

    public static string DirectoryOf(string name) => Path.Combine(Repository.Root, "tests", "Intake.Tests", "Playbooks", "Published", name);

    public static Playbook Read(string name)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        foreach (var (file, bytes) in PlaybookFolder.Files(DirectoryOf(name))) files[file] = bytes;
        return EditedPlaybook.Read(files);
    }
}
