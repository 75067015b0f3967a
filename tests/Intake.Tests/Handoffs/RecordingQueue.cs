using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Commands;
using Intake.Storage;

namespace Intake.Tests.Handoffs;

/// <summary>Takes messages as the queue service does, and remembers them.</summary>
internal sealed class RecordingQueue : HttpPipelineTransport
{
    private readonly HttpClientTransport requests = new();

    public MessageQueue Queue => new(
        new QueueServiceClient(new Uri("https://queue.example/"), new QueueClientOptions { Transport = this, Retry = { MaxRetries = 0 }, MessageEncoding = QueueMessageEncoding.Base64 }),
        new BlobServiceClient(new Uri("https://blob.example/"), new BlobClientOptions { Transport = this, Retry = { MaxRetries = 0 } }));

    public int Calls { get; private set; }
    public bool Down { get; set; }
    public List<string> Bodies { get; } = [];
    public IEnumerable<Envelope<Command>> Messages => Bodies.Select(body => JsonSerializer.Deserialize(body, IntakeJson.Default.EnvelopeCommand)!);

    public override Request CreateRequest() => requests.CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Everything is asynchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Calls++;
        if (!Down)
        {
            using var body = new MemoryStream();
            await message.Request.Content!.WriteToAsync(body, default);
            body.Position = 0;
            Bodies.Add(Encoding.UTF8.GetString(Convert.FromBase64String(XDocument.Load(body).Descendants("MessageText").Single().Value)));
        }
        var answer = Down ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) : new HttpResponseMessage(HttpStatusCode.Created)
        {
            Content = new StringContent("<QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>Thu, 24 Sep 2026 14:00:00 GMT</InsertionTime><ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime><PopReceipt>p</PopReceipt><TimeNextVisible>Thu, 24 Sep 2026 14:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>", Encoding.UTF8, "application/xml"),
        };
        await new HttpClientTransport(new Canned(answer)).ProcessAsync(message);
    }

    private sealed class Canned(HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer);
    }
}
