using System.Collections.Immutable;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Intake.Storage;

namespace Intake.Playbooks.Versions;

/// <summary>The container <c>playbook</c>: a folder for each proposal, and <c>in-force/{version}/</c> for each version that is or was in force.</summary>
public sealed class PlaybookStore(BlobServiceClient blobs)
{
    private const string InForce = "in-force";
    private const int AtOnce = 16, MaxFolders = 200;

    private static readonly BlobUploadOptions Json = new() { HttpHeaders = new BlobHttpHeaders { ContentType = "application/json" } };

    private BlobContainerClient Container => blobs.GetBlobContainerClient(ContainerNames.Playbook);

    /// <summary>The folders with at least one file of the playbook, by name; the first 200.</summary>
    internal async Task<ImmutableArray<ProposedFolder>> FoldersAsync(CancellationToken cancellationToken)
    {
        List<(string Folder, string File, long Bytes)> found = [];
        await foreach (var blob in ListAsync(null, cancellationToken))
            if (blob.Name.Split('/') is [var folder and not InForce, var file] && file.EndsWith(".json", StringComparison.Ordinal))
                found.Add((folder, file, blob.Properties.ContentLength ?? 0));
        return
        [
            .. found.GroupBy(each => each.Folder, (folder, files) => new ProposedFolder(folder, [.. files.Select(each => each.File)], files.Sum(each => each.Bytes)))
                .Where(folder => folder.Files.Intersect(PlaybookReader.FileNames).Any())
                .OrderBy(folder => folder.Name, StringComparer.Ordinal).Take(MaxFolders),
        ];
    }

    /// <summary>The files of a folder.</summary>
    internal Task<PlaybookFiles> ReadAsync(ProposedFolder folder, CancellationToken cancellationToken) =>
        ReadAsync(folder.Files.Select(file => $"{folder.Name}/{file}"), cancellationToken);

    /// <summary>The files of a version that is or was in force; null where there are none, or not those of that version.</summary>
    internal async Task<PlaybookFiles?> KeptAsync(string version, CancellationToken cancellationToken)
    {
        List<string> names = [];
        await foreach (var blob in ListAsync($"{InForce}/{version}/", cancellationToken)) names.Add(blob.Name);
        if (names.Count == 0) return null;
        var files = await ReadAsync(names, cancellationToken);
        return files.Version == version ? files : null;
    }

    /// <summary>Keeps the files of a version that comes into force, for as long as it may be needed.</summary>
    internal Task KeepAsync(PlaybookFiles files, CancellationToken cancellationToken) => PutAsync($"{InForce}/{files.Version}", files, cancellationToken);

    /// <summary>Puts a proposal, whole, in a folder that is called as its version.</summary>
    internal Task ProposeAsync(PlaybookFiles files, CancellationToken cancellationToken) => PutAsync(files.Version!, files, cancellationToken);

    private async Task PutAsync(string folder, PlaybookFiles files, CancellationToken cancellationToken)
    {
        foreach (var (name, bytes) in files.ByName)
            await Container.GetBlobClient($"{folder}/{name}").UploadAsync(BinaryData.FromBytes(bytes), Json, cancellationToken);
    }

    private AsyncPageable<BlobItem> ListAsync(string? prefix, CancellationToken cancellationToken) =>
        Container.GetBlobsAsync(BlobTraits.None, BlobStates.None, prefix, cancellationToken);

    private async Task<PlaybookFiles> ReadAsync(IEnumerable<string> names, CancellationToken cancellationToken)
    {
        List<KeyValuePair<string, ReadOnlyMemory<byte>>> files = [];
        foreach (var some in names.Chunk(AtOnce)) files.AddRange(await Task.WhenAll(some.Select(name => ReadAsync(name, cancellationToken))));
        return new PlaybookFiles(files);
    }

    private async Task<KeyValuePair<string, ReadOnlyMemory<byte>>> ReadAsync(string name, CancellationToken cancellationToken)
    {
        BlobDownloadResult blob = await Container.GetBlobClient(name).DownloadContentAsync(cancellationToken);
        return new(name[(name.LastIndexOf('/') + 1)..], blob.Content.ToMemory());
    }
}

/// <summary>A folder that may be a proposal.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Files">Names of its JSON files.</param>
/// <param name="Bytes">How large they are together.</param>
internal sealed record ProposedFolder(string Name, ImmutableArray<string> Files, long Bytes);
