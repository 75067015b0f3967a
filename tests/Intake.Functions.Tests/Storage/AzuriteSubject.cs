using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Storage;

/// <summary>Azurite, probed as the storage double is. Here time can only be waited for, so the probes that need it take seconds.</summary>
internal static class AzuriteSubject
{
    private static int subjects;

    public static StorageSubject Of(string connection) => new(
        new QueueServiceClient(connection, Once(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })),
        new QueueServiceClient(connection, Once(new QueueClientOptions())),
        new TableServiceClient(connection, Once(new TableClientOptions())),
        new BlobServiceClient(connection, Once(new BlobClientOptions())),
        time => Task.Delay(time),
        $"s{Guid.NewGuid():N}"[..20] + $"n{Interlocked.Increment(ref subjects)}y");

    private static T Once<T>(T options) where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        return options;
    }
}
