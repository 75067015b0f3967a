namespace Intake.Tests;

/// <summary>Where the repository is on this machine.</summary>
public static class Repository
{
    /// <summary>The directory of <c>Intake.sln</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? directory) =>
        directory is null ? throw new InvalidOperationException("The tests do not run inside the repository.")
        : File.Exists(Path.Combine(directory.FullName, "Intake.sln")) ? directory.FullName
        : Find(directory.Parent);
}
