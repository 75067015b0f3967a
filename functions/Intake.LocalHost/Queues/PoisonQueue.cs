using System.Text;
using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;

namespace Intake.LocalHost.Queues;

/// <summary>Where messages go that failed too often. It is made when the first one comes.</summary>
internal sealed class PoisonQueue(QueueClient queue)
{
    internal const string Suffix = "-poison";

    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);

    /// <summary>True when a queue has one: a poison queue itself has not.</summary>
    internal static bool Exists(string queue) => !queue.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase);

    /// <summary>Puts a message as it was read.</summary>
    internal Task PutAsync(string text) => PutAsync(BinaryData.FromString(text));

    /// <summary>Puts a message that is not base64 in base64, so that it can be read there.</summary>
    internal Task PutUndecodableAsync(string text) => PutAsync(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));

    private async Task PutAsync(BinaryData body)
    {
        try
        {
            await SendAsync(body);
        }
        catch (RequestFailedException e) when (e.ErrorCode == QueueErrorCode.QueueNotFound)
        {
            await queue.CreateIfNotExistsAsync();
            await SendAsync(body);
        }
    }

    private async Task SendAsync(BinaryData body) => await queue.SendMessageAsync(body, visibilityTimeout: null, timeToLive: Forever);
}
