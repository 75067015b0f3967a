using Intake.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Playbooks.Versions;

/// <summary>Keeps this instance at the version in force.</summary>
internal sealed class PlaybookWatch(IServiceProvider services, TimeProvider time, ILogger<PlaybookWatch> logger)
    : Watch("Which playbook is in force", TimeSpan.FromSeconds(15), time, logger)
{
    protected override Task RefreshAsync(CancellationToken cancellationToken) => services.GetRequiredService<PlaybookRefresh>().RunAsync(cancellationToken);
}
