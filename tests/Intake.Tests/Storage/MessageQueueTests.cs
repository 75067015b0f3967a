using System.Text.Json;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Storage;

public sealed class MessageQueueTests
{
    private static readonly string Id = new('a', 32);

    private readonly StorageDouble storage = new StorageDouble(new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero))).CreateAll();

    [Fact]
    public async Task Two_large_messages_of_one_id_keep_each_its_own_content()
    {
        await PutAsync(new string('x', 50_000));
        await PutAsync(new string('y', 50_000));

        Assert.Equal(["x", "y"], [await FirstLetterAsync(0), await FirstLetterAsync(1)]);
    }

    private Task PutAsync(string text) => new MessageQueue(storage.Queues, storage.Blobs).PutAsync(
        QueueNames.Submissions, "submissions", Id, [Submission(text)], IntakeJson.Default.EnvelopeSubmission, TestContext.Current.CancellationToken);

    private async Task<string> FirstLetterAsync(int number)
    {
        var messages = (await storage.Queues.GetQueueClient(QueueNames.Submissions).PeekMessagesAsync(32)).Value;
        var blob = JsonSerializer.Deserialize(messages[number].Body, IntakeJson.Default.EnvelopeSubmission)!.Blob;
        var content = (await storage.Blobs.GetBlobContainerClient(ContainerNames.Payloads).GetBlobClient(blob).DownloadContentAsync()).Value.Content;
        return JsonSerializer.Deserialize(content, IntakeJson.Default.EnvelopeSubmission)!.Items[0].Message![..1];
    }

    private static Submission Submission(string message) => new()
    {
        Id = Id,
        Source = "form",
        Content = "contact",
        Activity = "message-sent",
        OccurredAt = DateTimeOffset.UnixEpoch,
        ReceivedAt = DateTimeOffset.UnixEpoch,
        Contact = new Contact { Email = "jan@acme.example" },
        Fingerprint = "f",
        Message = message,
    };
}
