using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Intake.Storage;

namespace Intake.Playbooks.Versions;

/// <summary>Which version is in force: the blob <c>active.json</c>.</summary>
public sealed record PlaybookPointer
{
    /// <summary>The version.</summary>
    public required string Version { get; init; }

    /// <summary>From when. UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The version until then; null for the one that comes with the app.</summary>
    public string? Before { get; init; }

    /// <summary>Id of the command that put it in force.</summary>
    public string? By { get; init; }

    /// <summary>When that command was given: of two the later one counts. UTC.</summary>
    public DateTimeOffset Ordered { get; init; }
}

/// <summary>What was found where the pointer stands.</summary>
/// <param name="Tag">Its ETag; null where there is none.</param>
/// <param name="Pointer">The pointer; null where there is none, or it says nothing.</param>
/// <param name="Unchanged">It is what the reader knows already, and was not read again.</param>
internal sealed record FoundPointer(ETag? Tag, PlaybookPointer? Pointer, bool Unchanged = false);

/// <summary>Reads and moves the pointer to the version in force.</summary>
public sealed class PlaybookPointers(BlobServiceClient blobs)
{
    private const string Name = "active.json";

    /// <summary>Reads it, unless it is still the one with an ETag.</summary>
    internal async Task<FoundPointer> ReadAsync(ETag? known, CancellationToken cancellationToken)
    {
        try
        {
            var options = new BlobDownloadOptions { Conditions = known is null ? null : new BlobRequestConditions { IfNoneMatch = known } };
            var answer = await Blob.DownloadContentAsync(options, cancellationToken);
            return answer.GetRawResponse().Status == 304
                ? new FoundPointer(known, null, Unchanged: true)
                : new FoundPointer(answer.Value.Details.ETag, Parse(answer.Value.Content));
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return new FoundPointer(null, null);
        }
    }

    /// <summary>Moves it, unless it was moved since it had an ETag; false then.</summary>
    internal async Task<bool> MoveAsync(PlaybookPointer pointer, ETag? was, CancellationToken cancellationToken)
    {
        var conditions = was is null ? new BlobRequestConditions { IfNoneMatch = ETag.All } : new BlobRequestConditions { IfMatch = was };
        try
        {
            await Blob.UploadAsync(
                BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(pointer, IntakeJson.Default.PlaybookPointer)),
                new BlobUploadOptions { Conditions = conditions, HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } }, cancellationToken);
            return true;
        }
        catch (RequestFailedException overtaken) when (overtaken.Status is 409 or 412)
        {
            return false;
        }
    }

    private static PlaybookPointer? Parse(BinaryData content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, IntakeJson.Default.PlaybookPointer) is { } pointer && PlaybookFiles.IsVersion(pointer.Version) ? pointer : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private BlobClient Blob => blobs.GetBlobContainerClient(ContainerNames.Playbook).GetBlobClient(Name);
}
