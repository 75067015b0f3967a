using Intake.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Teams;

/// <summary>Keeps this instance at the team in force.</summary>
internal sealed class TeamWatch(IServiceProvider services, TimeProvider time, ILogger<TeamWatch> logger)
    : Watch("The team", TimeSpan.FromSeconds(30), time, logger)
{
    protected override Task RefreshAsync(CancellationToken cancellationToken) => services.GetRequiredService<TeamRefresh>().RunAsync(cancellationToken);
}
