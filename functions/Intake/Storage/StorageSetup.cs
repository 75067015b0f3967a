using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;

namespace Intake.Storage;

/// <summary>Creates every queue, table and container. In Azure <c>infra/</c> does so.</summary>
public sealed class StorageSetup(QueueServiceClient queues, TableServiceClient tables, BlobServiceClient blobs)
{
    /// <summary>Where the storage is looked for.</summary>
    public Uri Address => queues.Uri;

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

/// <summary>There is no storage where the settings say.</summary>
public sealed class StorageMissingException(Uri address, Exception fault)
    : Exception($"The storage does not answer at {address}. Start Azurite, as ./run.sh does, or set AzureWebJobsStorage to another.", fault);
