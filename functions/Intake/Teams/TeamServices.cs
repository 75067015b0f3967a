using Intake.Handoffs.Leaving;
using Intake.Handoffs.Misplaced;
using Intake.Teams.Page;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Teams;

/// <summary>Registers what changes the team.</summary>
internal static class TeamServices
{
    /// <summary>Adds the doors, the commands, and what keeps this instance at the team in force.</summary>
    public static IServiceCollection AddTeam(this IServiceCollection services) => services
        .AddSingleton<TeamTable>().AddSingleton<TeamRefresh>().AddSingleton<TeamStore>().AddSingleton<ChangeTeamHandler>().AddSingleton<TeamDoor>()
        .AddSingleton<LeaveDoor>().AddSingleton<LeaveHandler>().AddSingleton<TakenTeller>()
        .AddSingleton<TeamLinks>().AddSingleton<TeamPageHandler>().AddSingleton<TeamLinkDoor>().AddSingleton<TeamLinkMailer>()
        .AddSingleton<MisplacedFinder>().AddSingleton<MisplacedDoor>().AddSingleton<GiveMisplacedHandler>()
        .AddHostedService<TeamWatch>();
}
