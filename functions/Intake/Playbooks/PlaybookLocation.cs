using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Intake.Playbooks;

/// <summary>Where the playbook and the team are: <c>Playbook__Directory</c>, else beside the app;
/// <c>Team__File</c>, else, in development, the sample.</summary>
public sealed class PlaybookLocation(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Directory of the playbook's files.</summary>
    public string Directory { get; } = configuration["Playbook:Directory"] is { Length: > 0 } directory
        ? directory : Path.Combine(AppContext.BaseDirectory, "playbook");

    /// <summary>The file with the account managers.</summary>
    /// <exception cref="InvalidOperationException">Outside development nobody said which.</exception>
    public string TeamFile => configuration["Team:File"] is { Length: > 0 } file ? file
        : environment.IsDevelopment() ? Sample("team.json")
        : throw new InvalidOperationException("Set Team__File to the file with the account managers; docs tell its shape.");

    /// <summary>The sample account book.</summary>
    public string SampleAccountBook => Sample("account-book.json");

    /// <summary>The folder with the files of the sample's content.</summary>
    public string SampleAssets => Sample("assets");

    private string Sample(string file) => Path.Combine(Directory, "sample", file);
}
