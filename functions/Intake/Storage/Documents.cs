using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Azure.Data.Tables;
using Azure.Storage.Blobs;

namespace Intake.Storage;

/// <summary>Keeps a record as JSON in the column <c>Data</c> of a row. Above 30,000 characters the JSON goes to a blob of its own, which the row names.</summary>
public sealed class Documents(BlobServiceClient blobs, Random random)
{
    /// <summary>A string column takes 32,768 characters; some are left for growth of the encoding.</summary>
    public const int MaxCharacters = 30_000;

    private const string Data = "Data", Blob = "Blob", Version = "Version";

    /// <summary>Makes a row of a record.</summary>
    public async ValueTask<TableEntity> WriteAsync<T>(
        string partition, string row, T record, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var json = JsonSerializer.Serialize(record, type);
        var entity = new TableEntity(partition, row) { [Version] = 1 };
        if (json.Length <= MaxCharacters)
        {
            entity[Data] = json;
            return entity;
        }
        // Never the same name twice: whoever removes a blob that was replaced, or not committed, cannot hit one in force.
        var name = $"documents/{partition}/{random.NextInt64():x16}{random.NextInt64():x16}.json";
        await Container.GetBlobClient(name).UploadAsync(BinaryData.FromString(json), overwrite: true, cancellationToken);
        entity[Blob] = name;
        return entity;
    }

    /// <summary>Reads the record of a row.</summary>
    /// <exception cref="InvalidDataException">The row holds no such record.</exception>
    public async ValueTask<T> ReadAsync<T>(TableEntity entity, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var json = entity.GetString(Data);
        if (json is null && entity.GetString(Blob) is { } name)
        {
            var download = await Container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
            json = download.Value.Content.ToString();
        }
        return json is not null && JsonSerializer.Deserialize(json, type) is { } record
            ? record
            : throw new InvalidDataException($"The row {entity.PartitionKey}/{entity.RowKey} holds no {typeof(T).Name}.");
    }

    /// <summary>The blob that a row names; null when the row holds its record itself.</summary>
    public static string? BlobOf(TableEntity entity) => entity.GetString(Blob);

    /// <summary>Removes a blob that no row names any more; one that is gone is no fault.</summary>
    public Task RemoveAsync(string blob, CancellationToken cancellationToken) =>
        Container.DeleteBlobIfExistsAsync(blob, cancellationToken: cancellationToken);

    private BlobContainerClient Container => blobs.GetBlobContainerClient(ContainerNames.Payloads);
}
