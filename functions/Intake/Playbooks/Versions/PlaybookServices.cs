using Microsoft.Extensions.DependencyInjection;

namespace Intake.Playbooks.Versions;

/// <summary>Registers what makes another version of the playbook come into force.</summary>
internal static class PlaybookServices
{
    /// <summary>Adds the door, the commands, and what keeps this instance at the version in force.</summary>
    public static IServiceCollection AddPlaybookVersions(this IServiceCollection services) => services
        .AddSingleton<PlaybookStore>().AddSingleton<PlaybookPointers>().AddSingleton<PlaybookTable>().AddSingleton<PlaybookShelf>().AddSingleton<PlaybookRefresh>()
        .AddSingleton<ActivationQueue>().AddSingleton<ApprovePlaybookHandler>().AddSingleton<ActivatePlaybookHandler>().AddSingleton<PlaybookActivatedHandler>()
        .AddSingleton<PlaybookDoor>().AddHostedService<PlaybookWatch>();
}
