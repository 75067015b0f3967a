using System.Collections.Immutable;
using Intake.Handoffs;

namespace Intake.Playbooks.Versions;

/// <summary>Finds versions of the playbook: the one in force, those that were, and those that are proposed.</summary>
public sealed class PlaybookShelf(PlaybookStore store, PlaybookLocation location, PlaybookInForce playbooks, TeamInForce teams)
{
    // It does not change while the app runs.
    private readonly Lazy<PlaybookFiles> packaged = new(() => new PlaybookFiles(PlaybookFolder.Files(location.Directory)));

    /// <summary>The files of the version in force.</summary>
    public async Task<PlaybookFiles> InForceAsync(CancellationToken cancellationToken) =>
        await EverInForceAsync(playbooks.Current.Version, cancellationToken) ?? packaged.Value;

    /// <summary>A version, whether it is valid or not; null where there is none such.</summary>
    public async Task<Proposal?> FindAsync(string version, CancellationToken cancellationToken)
    {
        if (!PlaybookFiles.IsVersion(version)) return null;
        if (await EverInForceAsync(version, cancellationToken) is { } kept) return Proposal.Read(kept, kept, teams.Current);
        var below = await InForceAsync(cancellationToken);
        var folders = await store.FoldersAsync(cancellationToken);
        // Most are called as their version.
        foreach (var folder in folders.OrderBy(folder => folder.Name != version))
            if (await ReadAsync(folder, below, cancellationToken) is { } proposal && proposal.Version == version) return proposal;
        return null;
    }

    /// <summary>Everything that is proposed, by the names of the folders.</summary>
    public async Task<ImmutableArray<Proposal>> ProposalsAsync(CancellationToken cancellationToken)
    {
        var below = await InForceAsync(cancellationToken);
        var proposals = ImmutableArray.CreateBuilder<Proposal>();
        foreach (var folder in await store.FoldersAsync(cancellationToken)) proposals.Add(await ReadAsync(folder, below, cancellationToken));
        return proposals.ToImmutable();
    }

    /// <summary>What files would be, put over those in force.</summary>
    public async Task<Proposal> ProposedAsync(PlaybookFiles own, CancellationToken cancellationToken) =>
        Proposal.Read(own, await InForceAsync(cancellationToken), teams.Current);

    private async Task<PlaybookFiles?> EverInForceAsync(string version, CancellationToken cancellationToken) =>
        packaged.Value.Version == version ? packaged.Value : await store.KeptAsync(version, cancellationToken);

    private async Task<Proposal> ReadAsync(ProposedFolder folder, PlaybookFiles below, CancellationToken cancellationToken) =>
        folder.Bytes > PlaybookFiles.MaxBytes
            ? new Proposal(new PlaybookFiles([]), null, [new Problem(folder.Name, "$", $"is larger than {PlaybookFiles.MaxBytes} bytes in all")], []) { Folder = folder.Name }
            : Proposal.Read(await store.ReadAsync(folder, cancellationToken), below, teams.Current) with { Folder = folder.Name };
}
