using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Hosting;

namespace Intake;

/// <summary>In development, on either host: creates queues, tables and containers and imports the sample account book, before anything else starts.</summary>
public sealed class DevelopmentSetup(StorageSetup storage, Companies companies, Keys keys, PlaybookLocation location) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await storage.CreateAsync(cancellationToken);
        var problems = new Problems();
        var book = AccountBook.Parse(await File.ReadAllBytesAsync(location.SampleAccountBook, cancellationToken), problems);
        if (problems.Found.Count > 0) throw new InvalidPlaybookException(location.SampleAccountBook, problems.Found);
        await companies.PutAsync(CompanyRows.Of(book, keys), cancellationToken);
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
