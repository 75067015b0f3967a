using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Queues;

/// <summary>Opens storage accounts by the settings the real host uses.</summary>
internal sealed class QueueConnections(IConfiguration settings)
{
    // Bodies are decoded here and not by the client, which could not hand over one that is not base64.
    private static readonly QueueClientOptions Options = new() { MessageEncoding = QueueMessageEncoding.None };

    /// <summary>Opens a queue of the account named by <paramref name="connection"/>, <c>Storage</c> when null.</summary>
    internal QueueClient Open(string? connection, string queue)
    {
        var name = connection ?? "Storage";
        return (Service($"AzureWebJobs{name}") ?? Service(name) ?? throw new InvalidOperationException($"The setting 'AzureWebJobs{name}' is missing."))
            .GetQueueClient(queue);
    }

    private QueueServiceClient? Service(string setting)
    {
        if (settings[setting] is { Length: > 0 } connectionString) return new QueueServiceClient(connectionString, Options);
        return settings[$"{setting}:queueServiceUri"] is { Length: > 0 } uri
            ? new QueueServiceClient(new Uri(uri), new DefaultAzureCredential(), Options)
            : null;
    }
}
