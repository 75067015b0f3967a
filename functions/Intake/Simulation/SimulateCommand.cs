using Azure;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.Simulation;

/// <summary>Tries a playbook on the stored history from the command line. It reads and writes nothing but what it is told to write, and may run beside the app.</summary>
public sealed class SimulateCommand(HistoryReader histories, PlaybookLocation location, TimeProvider time)
{
    /// <summary>The first argument that asks for it.</summary>
    public const string Name = "simulate";

    /// <summary>Runs it with the storage and the files that the app's own settings name.</summary>
    /// <param name="arguments">What follows <see cref="Name"/>.</param>
    /// <param name="output">Gets the report.</param>
    /// <param name="errors">Gets what is wrong, and the progress.</param>
    /// <param name="progress">Whether progress is shown.</param>
    /// <returns>The exit code: 0, or 1 when something is wrong.</returns>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, bool progress)
    {
        var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = EnvironmentName() });
        if (builder.Environment.IsDevelopment() && !builder.Configuration.GetSection("AzureWebJobsStorage").Exists())
            builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", "UseDevelopmentStorage=true")]);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(Random.Shared).AddStorageClients(builder.Configuration);
        builder.Services.AddSingleton<Documents>().AddSingleton<HistoryReader>().AddSingleton<PlaybookLocation>().AddSingleton<SimulateCommand>();
        using var host = builder.Build();
        return await host.Services.GetRequiredService<SimulateCommand>().RunAsync(arguments, output, errors, progress, CancellationToken.None);
    }

    /// <summary>Runs it.</summary>
    /// <param name="arguments">What follows <see cref="Name"/>.</param>
    /// <param name="output">Gets the report.</param>
    /// <param name="errors">Gets what is wrong, and the progress.</param>
    /// <param name="progress">Whether progress is shown.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>The exit code: 0, or 1 when something is wrong.</returns>
    public async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors, bool progress, CancellationToken cancellationToken)
    {
        List<string> problems = [];
        if (SimulateOptions.Read(arguments, problems) is not { } options || Load(options, problems) is not ({ } playbook, { } team))
        {
            foreach (var problem in problems) await errors.WriteLineAsync(problem);
            return 1;
        }
        try
        {
            var report = await SimulateAsync(options, playbook, team, progress ? errors : TextWriter.Null, cancellationToken);
            await WriteAsync(report, options, output, cancellationToken);
            return 0;
        }
        catch (Exception fault) when (fault is RequestFailedException or IOException or UnauthorizedAccessException)
        {
            // The first line says it; the rest are headers.
            await errors.WriteLineAsync(fault.Message.Split('\n')[0].TrimEnd());
            return 1;
        }
    }

    private static async Task WriteAsync(SimulationReport report, SimulateOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        if (options.Chart is { } chart) await File.WriteAllTextAsync(chart, SimulationChart.Write(report), cancellationToken);
        if (options.Json is { } json) await File.WriteAllTextAsync(json, SimulationJson.Write(report), cancellationToken);
        await output.WriteAsync(SimulationText.Write(report));
    }

    private async Task<SimulationReport> SimulateAsync(SimulateOptions options, Playbook playbook, Team team, TextWriter progress, CancellationToken cancellationToken)
    {
        var trial = new Trial(playbook, SimulationPeriod.Of(options.From, options.To, time.GetUtcNow()));
        var bar = new ProgressBar(progress);
        List<AccountOutcome> outcomes = [];
        await foreach (var history in histories.ReadAsync("", null, cancellationToken))
        {
            outcomes.Add(trial.On(history));
            bar.At(history.Account);
        }
        bar.Done();
        return trial.Report(outcomes, team);
    }

    // All that is wrong is told at once, as at the start of the app.
    private (Playbook? Playbook, Team? Team) Load(SimulateOptions options, List<string> problems)
    {
        if (!Directory.Exists(options.Playbook))
        {
            problems.Add($"There is no folder {options.Playbook}.");
            return default;
        }
        var files = PlaybookFolder.Files(location.Directory).ToDictionary(StringComparer.Ordinal);
        foreach (var (name, content) in PlaybookFolder.Files(options.Playbook)) files[name] = content;
        var found = new Problems();
        var playbook = PlaybookReader.Read(files, found);
        var team = playbook is null ? null : LoadTeam(playbook, problems);
        problems.AddRange(found.Found.Select(problem => problem.ToString()));
        return (playbook, team);
    }

    private Team? LoadTeam(Playbook playbook, List<string> problems)
    {
        try
        {
            return TeamFolder.Load(location.TeamFile, playbook.Routing);
        }
        catch (InvalidPlaybookException wrong)
        {
            problems.AddRange(wrong.Found.Select(problem => problem.ToString()));
            return null;
        }
    }

    private static string EnvironmentName() =>
        Environment.GetEnvironmentVariable("AZURE_FUNCTIONS_ENVIRONMENT") ?? Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT") ?? Environments.Development;
}
