using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Storage;

/// <summary>A storage account to be probed: the double, Azurite or Azure itself.</summary>
/// <param name="Queues">With base64 messages.</param>
/// <param name="PlainQueues">With messages as they are.</param>
/// <param name="Tables">Its tables.</param>
/// <param name="Blobs">Its blobs.</param>
/// <param name="PassAsync">Lets time pass: moves a clock, or waits.</param>
/// <param name="Prefix">Starts every name, so that suites do not meet.</param>
public sealed record StorageSubject(
    QueueServiceClient Queues, QueueServiceClient PlainQueues, TableServiceClient Tables, BlobServiceClient Blobs, Func<TimeSpan, Task> PassAsync, string Prefix)
{
    private int names;

    /// <summary>A fresh double on a clock of its own.</summary>
    public static StorageSubject OfDouble()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
        var storage = new StorageDouble(clock);
        return new StorageSubject(storage.Queues, storage.PlainQueues, storage.Tables, storage.Blobs, Pass, "t");

        Task Pass(TimeSpan time)
        {
            clock.Advance(time);
            return Task.CompletedTask;
        }
    }

    /// <summary>A name not used before, valid for a queue, a table and a container.</summary>
    public string Name() => $"{Prefix}{++names}x";

    /// <summary>A new, empty queue.</summary>
    public async Task<QueueClient> QueueAsync(bool plain = false)
    {
        var queue = (plain ? PlainQueues : Queues).GetQueueClient(Name());
        await queue.CreateAsync();
        return queue;
    }

    /// <summary>A new, empty table.</summary>
    public async Task<TableClient> TableAsync()
    {
        var table = Tables.GetTableClient(Name());
        await table.CreateAsync();
        return table;
    }

    /// <summary>A new, empty container.</summary>
    public async Task<BlobContainerClient> ContainerAsync()
    {
        var container = Blobs.GetBlobContainerClient(Name());
        await container.CreateAsync();
        return container;
    }
}
