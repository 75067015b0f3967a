using Intake.Accounts.Imports;
using Intake.DeadLetters;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Hosting;

namespace Intake;

/// <summary>In development, on either host: creates queues, tables and containers and imports the sample account book, before anything else starts.</summary>
public sealed class DevelopmentSetup(
    StorageSetup storage, ImportBook import, SampleAssets assets, PlaybookLocation location, Backoff backoff, TimeProvider time) : IHostedLifecycleService
{
    // Azurite, when started together with the app, takes about two.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await CreateStorageAsync(cancellationToken);
        // A playbook of one's own need not bring a sample.
        if (File.Exists(location.SampleAccountBook)) await ImportSampleAsync(cancellationToken);
        await assets.PutAsync(cancellationToken);
    }

    private async Task ImportSampleAsync(CancellationToken cancellationToken)
    {
        await using var sample = File.OpenRead(location.SampleAccountBook);
        await using var report = new BookReport(Stream.Null);
        await import.HandleAsync(new BookFile(sample, new BookOptions(IsJson: true) { IsPartial = true }), report, cancellationToken);
        if (report.Stopped is { } stopped) throw new InvalidDataException($"{location.SampleAccountBook}: {stopped.Detail}");
        if (report.Count(BookOutcome.Rejected) > 0) throw new InvalidPlaybookException(location.SampleAccountBook, report.Problems);
    }

    private async Task CreateStorageAsync(CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + Patience;
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await storage.CreateAsync(cancellationToken);
                return;
            }
            catch (Exception fault) when (Failures.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
            {
                if (time.GetUtcNow() >= until) throw new StorageMissingException(storage.Address, fault);
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
