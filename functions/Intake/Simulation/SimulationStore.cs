using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Intake.Storage;

namespace Intake.Simulation;

/// <summary>What a simulation was ordered with and what it came to: <c>simulations/{id}/</c> in the container <c>payloads</c>.</summary>
public sealed class SimulationStore(BlobServiceClient blobs)
{
    private const string Order = "order.json", Report = "report.json", Chart = "chart.svg", Parts = "parts/", Json = ".json";

    private BlobContainerClient Container => blobs.GetBlobContainerClient(ContainerNames.Payloads);

    /// <summary>Keeps what was ordered; of two the first stands.</summary>
    public async Task OrderAsync(string id, SimulationOrder order, CancellationToken cancellationToken)
    {
        var first = new BlobUploadOptions { Conditions = new BlobRequestConditions { IfNoneMatch = ETag.All } };
        try
        {
            await Blob(id, Order).UploadAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(order, IntakeJson.Default.SimulationOrder)), first, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status is 409 or 412)
        {
        }
    }

    /// <summary>What was ordered; null where nothing was, or it is too long ago.</summary>
    public async Task<SimulationOrder?> OrderOfAsync(string id, CancellationToken cancellationToken) =>
        await FindAsync(Blob(id, Order), cancellationToken) is { } json ? Read(json, IntakeJson.Default.SimulationOrder) : null;

    /// <summary>Whether something was ordered.</summary>
    public async Task<bool> IsOrderedAsync(string id, CancellationToken cancellationToken) => await Blob(id, Order).ExistsAsync(cancellationToken);

    /// <summary>Keeps what some accounts would have done, in the place of what was kept for the same ones.</summary>
    public Task PutPartAsync(string id, SimulationPart part, CancellationToken cancellationToken) => Blob(id, Parts + part.Name + Json).UploadAsync(
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(part.Outcomes, IntakeJson.Default.ImmutableArrayAccountOutcome)), overwrite: true, cancellationToken);

    /// <summary>Everything that was kept, by name.</summary>
    public async IAsyncEnumerable<SimulationPart> PartsAsync(string id, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var folder = $"{FolderOf(id)}{Parts}";
        await foreach (var blob in Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, folder, cancellationToken))
            if (await FindAsync(Container.GetBlobClient(blob.Name), cancellationToken) is { } json)
                yield return new SimulationPart(blob.Name[folder.Length..^Json.Length], Read(json, IntakeJson.Default.ImmutableArrayAccountOutcome));
    }

    /// <summary>Keeps what it came to. Who finds the report finds the chart.</summary>
    public async Task PutReportAsync(string id, SimulationReport report, CancellationToken cancellationToken)
    {
        await Blob(id, Chart).UploadAsync(BinaryData.FromString(SimulationChart.Write(report)), overwrite: true, cancellationToken);
        await Blob(id, Report).UploadAsync(BinaryData.FromString(SimulationJson.Write(report)), overwrite: true, cancellationToken);
    }

    /// <summary>The report as JSON; null where there is none yet.</summary>
    public Task<BinaryData?> ReportAsync(string id, CancellationToken cancellationToken) => FindAsync(Blob(id, Report), cancellationToken);

    /// <summary>The chart as SVG; null where there is none yet.</summary>
    public Task<BinaryData?> ChartAsync(string id, CancellationToken cancellationToken) => FindAsync(Blob(id, Chart), cancellationToken);

    private static string FolderOf(string id) => $"simulations/{id}/";

    private BlobClient Blob(string id, string name) => Container.GetBlobClient(FolderOf(id) + name);

    private static T Read<T>(BinaryData json, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(json.ToMemory().Span, type) ?? throw new InvalidDataException($"A blob holds no {typeof(T).Name}.");

    private static async Task<BinaryData?> FindAsync(BlobClient blob, CancellationToken cancellationToken)
    {
        try
        {
            return (await blob.DownloadContentAsync(cancellationToken)).Value.Content;
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
    }
}
