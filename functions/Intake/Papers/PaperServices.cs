using Intake.Agenda;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Papers;

/// <summary>Registers what delivers files.</summary>
internal static class PaperServices
{
    /// <summary>Adds the files' door, their mail and their count.</summary>
    public static IServiceCollection AddPapers(this IServiceCollection services) => services
        .AddSingleton<AssetStore>().AddSingleton<SampleAssets>().AddSingleton<Downloads>()
        .AddSingleton<PaperPages>().AddSingleton<PaperDoor>().AddSingleton<IAgendaStep, PaperStep>();
}
