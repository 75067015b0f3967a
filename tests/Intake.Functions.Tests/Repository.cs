namespace Intake.Functions.Tests;

/// <summary>Where the repository is on this machine.</summary>
internal static class Repository
{
    /// <summary>The directory of <c>Intake.sln</c>.</summary>
    internal static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? directory) =>
        directory is null ? throw new InvalidOperationException("The tests do not run inside the repository.")
        : File.Exists(Path.Combine(directory.FullName, "Intake.sln")) ? directory.FullName
        : Find(directory.Parent);
}
