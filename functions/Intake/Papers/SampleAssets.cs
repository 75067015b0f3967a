using Intake.Playbooks;

namespace Intake.Papers;

/// <summary>Puts the sample playbook's files into the container, in development.</summary>
public sealed class SampleAssets(AssetStore assets, PlaybookLocation location)
{
    /// <summary>Puts those that are missing; what is there stays.</summary>
    public async Task PutAsync(CancellationToken cancellationToken)
    {
        // A playbook of one's own need not bring a sample.
        if (!Directory.Exists(location.SampleAssets)) return;
        foreach (var path in Directory.EnumerateFiles(location.SampleAssets).Order(StringComparer.Ordinal))
            await assets.PutIfMissingAsync(
                Path.GetFileName(path), BinaryData.FromBytes(await File.ReadAllBytesAsync(path, cancellationToken)), cancellationToken);
    }
}
