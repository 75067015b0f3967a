using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Storage;

/// <summary>Builds the storage clients from the settings that the Functions host itself uses: <c>AzureWebJobsStorage</c> as a connection string, or
/// <c>AzureWebJobsStorage__queueServiceUri</c>, <c>__tableServiceUri</c>, <c>__blobServiceUri</c> with a managed identity. The SDK's own retries are off:
/// a queue function is retried by its queue, the front door by itself within its time.</summary>
public static class StorageClients
{
    private const string Connection = "AzureWebJobsStorage";

    /// <summary>Registers one client per service.</summary>
    public static IServiceCollection AddStorageClients(this IServiceCollection services, IConfiguration configuration)
    {
        var settings = configuration.GetSection(Connection);
        services.AddSingleton(_ => Queues(settings));
        services.AddSingleton(_ => Tables(settings));
        services.AddSingleton(_ => Blobs(settings));
        return services;
    }

    private static QueueServiceClient Queues(IConfigurationSection settings)
    {
        var options = WithoutRetries(new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return settings.Value is { Length: > 0 } connection
            ? new QueueServiceClient(connection, options)
            : new QueueServiceClient(Uri(settings, "queueServiceUri"), Credential(settings), options);
    }

    private static TableServiceClient Tables(IConfigurationSection settings)
    {
        var options = WithoutRetries(new TableClientOptions());
        return settings.Value is { Length: > 0 } connection
            ? new TableServiceClient(connection, options)
            : new TableServiceClient(Uri(settings, "tableServiceUri"), Credential(settings), options);
    }

    private static BlobServiceClient Blobs(IConfigurationSection settings)
    {
        var options = WithoutRetries(new BlobClientOptions());
        return settings.Value is { Length: > 0 } connection
            ? new BlobServiceClient(connection, options)
            : new BlobServiceClient(Uri(settings, "blobServiceUri"), Credential(settings), options);
    }

    private static T WithoutRetries<T>(T options)
        where T : ClientOptions
    {
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(30);
        options.Diagnostics.IsLoggingContentEnabled = false;
        return options;
    }

    private static Uri Uri(IConfigurationSection settings, string name) =>
        settings[name] is { Length: > 0 } uri
            ? new Uri(uri)
            : throw new InvalidOperationException($"Set {Connection} to a connection string, or {Connection}__{name} for a managed identity.");

    private static TokenCredential Credential(IConfigurationSection settings) =>
        settings["clientId"] is { Length: > 0 } client
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential();
}
