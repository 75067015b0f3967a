using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Intake.Storage;

namespace Intake.Tests.Storage;

/// <summary>A storage account in memory, below the real clients: what the SDK sends is parsed and answered as Azure does.
/// It has no threads, no wall clock and no randomness: the same calls at the same times give the same answers, ids included.</summary>
public sealed class StorageDouble
{
    private const string AccountName = "double";
    private static readonly string AccountKey = Convert.ToBase64String(new byte[32]);

    private readonly QueueService queues;
    private readonly TableService tables;
    private readonly BlobService blobs;

    /// <summary>Makes an empty account whose time is that of <paramref name="clock"/>.</summary>
    public StorageDouble(TimeProvider clock)
    {
        queues = new QueueService(clock);
        tables = new TableService(clock);
        blobs = new BlobService(clock);
        Log = new CallLog(clock);
        Queues = MakeQueues(QueueMessageEncoding.Base64);
        PlainQueues = MakeQueues(QueueMessageEncoding.None);
        Tables = MakeTables();
        Blobs = MakeBlobs();
    }

    /// <summary>The real client, with base64 messages.</summary>
    public QueueServiceClient Queues { get; }

    /// <summary>The real client, with messages as they are.</summary>
    public QueueServiceClient PlainQueues { get; }

    /// <summary>The real client.</summary>
    public TableServiceClient Tables { get; }

    /// <summary>The real client.</summary>
    public BlobServiceClient Blobs { get; }

    /// <summary>Every call so far, empty polls among them.</summary>
    public IReadOnlyList<StorageCall> Calls => Log.Calls;

    /// <summary>Decides which calls fail.</summary>
    public Faults Faults { get; } = new();

    /// <summary>Awaited before every asynchronous call: where a scheduler lets another task go first, or a process dies.</summary>
    public Func<StorageCall, CancellationToken, ValueTask>? Pause { get; set; }

    /// <summary>Most rows in a page of a query; Azure has 1000.</summary>
    public int PageSize { get => tables.PageSize; set => tables.PageSize = value; }

    /// <summary>Most rows looked at for one page. Azure may answer a page that is empty and yet has a continuation.</summary>
    public int ScanLimit { get => tables.ScanLimit; set => tables.ScanLimit = value; }

    internal CallLog Log { get; }

    // For tests that call from several threads, such as those with a web server: one call at a time.
    internal Lock Turn { get; } = new();

    /// <summary>A point from which to count.</summary>
    public int Mark() => Log.Calls.Count;

    /// <summary>Number of calls since a mark, polls that found nothing left out.</summary>
    public int CountSince(int mark) => CallsSince(mark).Count;

    /// <summary>The calls since a mark, polls that found nothing left out.</summary>
    public IReadOnlyList<StorageCall> CallsSince(int mark) => Still<IReadOnlyList<StorageCall>>(() => [.. Log.Calls.Skip(mark).Where(call => !call.Empty)]);

    /// <summary>Lets <paramref name="decide"/> choose the fault of every call, null for none. Replaces the former choice.</summary>
    public void Fail(Func<StorageCall, FaultKind?> decide) => Faults.Decide = decide;

    /// <summary>Fails the n-th (from 1, from now) of the calls that <paramref name="which"/> picks, once.</summary>
    public void FailNth(int n, FaultKind kind, Func<StorageCall, bool>? which = null) => Faults.Nth(n, kind, which);

    /// <summary>No call fails from now on.</summary>
    public void Heal() => Faults.Decide = null;

    /// <summary>Makes all queues (with their poison queues), tables and containers of the app, uncounted.</summary>
    public StorageDouble CreateAll()
    {
        foreach (var queue in QueueNames.All)
        {
            queues.Add(queue);
            queues.Add(queue + QueueNames.PoisonSuffix);
        }

        foreach (var table in TableNames.All) tables.Add(table);
        foreach (var container in ContainerNames.All) blobs.Add(container);
        return this;
    }

    /// <summary>What is in a queue, visible or not, uncounted.</summary>
    public IReadOnlyList<StoredMessage> Messages(string queue) => Still(() => queues.Snapshot(queue));

    /// <summary>What is in a table, in key order, uncounted.</summary>
    public IReadOnlyList<TableEntity> Rows(string table) => Still(() => tables.Snapshot(table));

    /// <summary>What is in a container, by name, uncounted.</summary>
    public IReadOnlyDictionary<string, BinaryData> Contents(string container) => Still(() => blobs.Snapshot(container));

    private T Still<T>(Func<T> look)
    {
        lock (Turn) return look();
    }

    private QueueServiceClient MakeQueues(QueueMessageEncoding encoding) => new(
        new Uri($"https://{AccountName}.queue.core.windows.net"),
        new StorageSharedKeyCredential(AccountName, AccountKey),
        Quiet(new QueueClientOptions { MessageEncoding = encoding }, queues));

    private TableServiceClient MakeTables() => new(
        new Uri($"https://{AccountName}.table.core.windows.net"),
        new TableSharedKeyCredential(AccountName, AccountKey),
        Quiet(new TableClientOptions(), tables));

    private BlobServiceClient MakeBlobs() => new(
        new Uri($"https://{AccountName}.blob.core.windows.net"),
        new StorageSharedKeyCredential(AccountName, AccountKey),
        Quiet(new BlobClientOptions(), blobs));

    // The SDK's own retries and time-out run on the wall clock, so both are off.
    private T Quiet<T>(T options, IService service) where T : ClientOptions
    {
        options.Transport = new StorageTransport(this, service);
        options.Retry.MaxRetries = 0;
        options.Retry.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.Diagnostics.IsTelemetryEnabled = false;
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }
}
