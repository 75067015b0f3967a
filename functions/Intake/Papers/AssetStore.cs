using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.AspNetCore.StaticFiles;

namespace Intake.Papers;

/// <summary>The files in the container <c>assets</c>.</summary>
public sealed class AssetStore(BlobServiceClient blobs)
{
    // What a download holds in memory, and what one call to storage brings.
    private const int Chunk = 512 * 1024;

    private static readonly FileExtensionContentTypeProvider Types = new();

    /// <summary>Opens a file; null when there is none. Read as far as it is asked for, from any place, and never a mixture of two versions.</summary>
    public async Task<AssetFile?> OpenAsync(Asset asset, CancellationToken cancellationToken)
    {
        var blob = Blob(asset);
        try
        {
            BlobProperties properties = await blob.GetPropertiesAsync(cancellationToken: cancellationToken);
            var options = new BlobOpenReadOptions(allowModifications: false) { BufferSize = Chunk, Conditions = new() { IfMatch = properties.ETag } };
            var content = await blob.OpenReadAsync(options, cancellationToken);
            return new AssetFile(content, properties.ETag.ToString("H"), properties.LastModified);
        }
        catch (RequestFailedException missing) when (missing.Status is 404)
        {
            return null;
        }
    }

    /// <summary>Whether a file is there.</summary>
    public async Task<bool> HasAsync(Asset asset, CancellationToken cancellationToken) => await Blob(asset).ExistsAsync(cancellationToken);

    /// <summary>Puts a file, unless there is one of that name.</summary>
    public async Task PutIfMissingAsync(string name, BinaryData content, CancellationToken cancellationToken)
    {
        try
        {
            await blobs.GetBlobContainerClient(ContainerNames.Assets).GetBlobClient(name).UploadAsync(content, overwrite: false, cancellationToken);
        }
        catch (RequestFailedException there) when (there.Status is 409)
        {
        }
    }

    /// <summary>Type of a file by its name: what whoever uploaded it said is not trusted.</summary>
    public static string TypeOf(Asset asset) => Types.TryGetContentType(asset.File, out var type) ? type : "application/octet-stream";

    private BlobClient Blob(Asset asset) => blobs.GetBlobContainerClient(ContainerNames.Assets).GetBlobClient(asset.File);
}

/// <summary>A file that was opened.</summary>
/// <param name="Content">Its bytes; can be read from any place.</param>
/// <param name="ETag">Its version, in quotes.</param>
/// <param name="LastModified">When it was put there.</param>
public sealed record AssetFile(Stream Content, string ETag, DateTimeOffset LastModified);
