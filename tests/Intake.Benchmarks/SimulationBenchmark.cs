using System.Diagnostics;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Simulation;
using Intake.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.Benchmarks;

/// <summary>The simulation over a stored history against only reading the same rows from Azurite, in one run and in turn.</summary>
internal static class SimulationBenchmark
{
    private const int Rounds = 5;

    /// <summary>Runs it; the exit code tells whether the promise is kept.</summary>
    public static async Task<int> RunAsync(int accounts)
    {
        using var azurite = await AzuriteProcess.StartAsync();
        using var host = Host(azurite.ConnectionString);
        var services = host.Services;
        var clock = Stopwatch.StartNew();
        var submissions = await StoredHistory.WriteAsync(services, accounts, PlaybookFolder.Load(ScoringBenchmark.Playbook));
        Console.WriteLine($"{accounts} accounts with {submissions} submissions in {clock.Elapsed.TotalSeconds:0} s");
        // Both are warm before anything is counted.
        await ReadAsync(services);
        await SimulateAsync(services);

        List<double> ratios = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (rows, reading) = await ReadAsync(services);
            var simulating = await SimulateAsync(services);
            ratios.Add(reading / simulating);
            Console.WriteLine($"only reading {rows / reading:0} rows a second; simulation {rows / simulating:0}; {reading / simulating:0.00} of the speed");
        }
        ratios.Sort();
        Console.WriteLine($"median: {ratios[Rounds / 2]:0.00} of the speed of reading (at least 0.80)");
        return ratios[Rounds / 2] >= 0.8 ? 0 : 1;
    }

    private static async Task<(int Rows, double Seconds)> ReadAsync(IServiceProvider services)
    {
        var table = services.GetRequiredService<TableServiceClient>().GetTableClient(TableNames.Accounts);
        var (rows, clock) = (0, Stopwatch.StartNew());
        await foreach (var _ in table.QueryAsync<TableEntity>(HistoryReader.Filter("", null))) rows++;
        return (rows, clock.Elapsed.TotalSeconds);
    }

    // All that the command does: playbook, history, simulation and report.
    private static async Task<double> SimulateAsync(IServiceProvider services)
    {
        var clock = Stopwatch.StartNew();
        using var errors = new StringWriter();
        var command = services.GetRequiredService<SimulateCommand>();
        if (await command.RunAsync(["--playbook", ScoringBenchmark.Playbook], TextWriter.Null, errors, progress: false, CancellationToken.None) != 0)
            throw new InvalidOperationException(errors.ToString());
        return clock.Elapsed.TotalSeconds;
    }

    private static IHost Host(string storage)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Development });
        builder.Configuration.AddInMemoryCollection([new("AzureWebJobsStorage", storage), new("Playbook:Directory", ScoringBenchmark.Playbook)]);
        builder.Services.AddSingleton(TimeProvider.System).AddSingleton(Random.Shared).AddStorageClients(builder.Configuration);
        builder.Services.AddSingleton<Documents>().AddSingleton<AccountStore>().AddSingleton<HistoryReader>().AddSingleton<PlaybookLocation>().AddSingleton<SimulateCommand>();
        return builder.Build();
    }
}
