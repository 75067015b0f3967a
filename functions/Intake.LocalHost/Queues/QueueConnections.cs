using Azure.Identity;
using Azure.Storage.Queues;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Queues;

/// <summary>Opens storage accounts by the settings the real host uses.</summary>
internal sealed class QueueConnections(IConfiguration settings)
{
    // Bodies are decoded here and not by the client, which could not hand over one that is not base64.
    private static readonly QueueClientOptions Options = new() { MessageEncoding = QueueMessageEncoding.None };

    // The next poll is the retry, and a stop waits for no more than one.
    private static readonly QueueClientOptions PollOptions =
        new() { MessageEncoding = QueueMessageEncoding.None, Retry = { MaxRetries = 0, NetworkTimeout = TimeSpan.FromSeconds(30) } };

    /// <summary>Opens a queue of the account named by <paramref name="connection"/>, <c>Storage</c> when null.</summary>
    internal QueueClient Open(string? connection, string queue) => Open(connection, queue, Options);

    /// <summary>The same to take messages from.</summary>
    internal QueueClient OpenToPoll(string? connection, string queue) => Open(connection, queue, PollOptions);

    private QueueClient Open(string? connection, string queue, QueueClientOptions options)
    {
        var name = connection ?? "Storage";
        var service = Service($"AzureWebJobs{name}", options) ?? Service(name, options);
        return service?.GetQueueClient(queue) ?? throw new InvalidOperationException($"The setting 'AzureWebJobs{name}' is missing.");
    }

    private QueueServiceClient? Service(string setting, QueueClientOptions options)
    {
        if (settings[setting] is { Length: > 0 } connectionString) return new QueueServiceClient(connectionString, options);
        return settings[$"{setting}:queueServiceUri"] is { Length: > 0 } uri
            ? new QueueServiceClient(new Uri(uri), new DefaultAzureCredential(), options)
            : null;
    }
}
