using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Tests.Submissions.Support;

/// <summary>Answers for the queue below the real client: takes messages, fails, or does not answer at all.</summary>
internal sealed class QueueStandIn : HttpPipelineTransport
{
    private readonly List<Submission> taken = [];
    private readonly TaskCompletionSource firstTaken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int FailWith { get; set; }

    public int FailTimes { get; set; } = int.MaxValue;

    /// <summary>No call is answered before this is done.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public int Calls { get; private set; }

    public Submission[] Taken
    {
        get { lock (taken) return [.. taken]; }
    }

    public Task FirstTaken => firstTaken.Task;

    public Task NextCall => called.Task;

    public MessageQueue Queue()
    {
        var queueOptions = new QueueClientOptions { Transport = this, MessageEncoding = QueueMessageEncoding.Base64, Retry = { MaxRetries = 0 } };
        var blobOptions = new BlobClientOptions { Transport = this, Retry = { MaxRetries = 0 } };
        const string connection = "DefaultEndpointsProtocol=http;AccountName=intake;AccountKey=aW50YWtl;"
            + "QueueEndpoint=http://storage.invalid/queue;BlobEndpoint=http://storage.invalid/blob";
        return new MessageQueue(new QueueServiceClient(connection, queueOptions), new BlobServiceClient(connection, blobOptions));
    }

    public override Request CreateRequest() => new HttpClientTransport().CreateRequest();

    public override void Process(HttpMessage message) => throw new NotSupportedException("Nothing here is synchronous.");

    public override async ValueTask ProcessAsync(HttpMessage message)
    {
        Calls++;
        var waiting = called;
        called = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.SetResult();
        // It does not look at the token: the worst that a client library can do.
        await Gate;
        if (FailWith != 0 && FailTimes-- > 0)
        {
            message.Response = new StandInResponse(FailWith, "<Error><Code>ServerBusy</Code></Error>");
            return;
        }

        await TakeAsync(message.Request);
        message.Response = new StandInResponse(201, "<QueueMessagesList><QueueMessage><MessageId>1</MessageId><InsertionTime>Thu, 24 Sep 2026 14:00:00 GMT</InsertionTime>"
            + "<ExpirationTime>Fri, 31 Dec 9999 23:59:59 GMT</ExpirationTime><PopReceipt>r</PopReceipt><TimeNextVisible>Thu, 24 Sep 2026 14:00:00 GMT</TimeNextVisible></QueueMessage></QueueMessagesList>");
    }

    private async Task TakeAsync(Request request)
    {
        if (request.Uri.Path.Contains("blob", StringComparison.Ordinal)) return;
        using var stream = new MemoryStream();
        await request.Content!.WriteToAsync(stream, CancellationToken.None);
        stream.Position = 0;
        var text = XDocument.Load(stream).Root!.Element("MessageText")!.Value;
        var envelope = JsonSerializer.Deserialize(Convert.FromBase64String(text), IntakeJson.Default.EnvelopeSubmission)!;
        lock (taken) taken.AddRange(envelope.Items);
        firstTaken.TrySetResult();
    }
}

internal sealed class StandInResponse(int status, string body) : Azure.Response
{
    public override int Status => status;

    public override string ReasonPhrase => "";

    public override Stream? ContentStream { get; set; } = new MemoryStream(Encoding.UTF8.GetBytes(body));

    public override string ClientRequestId { get; set; } = "";

    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => TryGetHeader(name, out _);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => [new("Content-Type", "application/xml")];

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) =>
        (value = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase) ? "application/xml" : null) is not null;

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values) =>
        (values = TryGetHeader(name, out var value) ? [value!] : null) is not null;
}
