using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Intake.Storage;

/// <summary>Creates every queue, table and container. In Azure <c>infra/</c> does so.</summary>
public sealed class StorageSetup(QueueServiceClient queues, TableServiceClient tables, BlobServiceClient blobs)
{
    /// <summary>Creates what is missing.</summary>
    public async Task CreateAsync(CancellationToken cancellationToken)
    {
        foreach (var queue in QueueNames.All)
        {
            await queues.GetQueueClient(queue).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            await queues.GetQueueClient(queue + QueueNames.PoisonSuffix).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
        }
        foreach (var table in TableNames.All) await tables.CreateTableIfNotExistsAsync(table, cancellationToken);
        foreach (var container in ContainerNames.All)
            await blobs.GetBlobContainerClient(container).CreateIfNotExistsAsync(cancellationToken: cancellationToken);
    }
}
