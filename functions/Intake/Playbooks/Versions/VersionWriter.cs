using System.Collections.Immutable;

namespace Intake.Playbooks.Versions;

/// <summary>Writes what is told of a version.</summary>
/// <param name="inForce">The version in force.</param>
/// <param name="coming">The version that takes effect soon; null for none.</param>
internal sealed class VersionWriter(string inForce, string? coming)
{
    /// <summary>Where a version is found.</summary>
    public static string AddressOf(string version) => $"/api/playbook/{version}";

    public VersionDocument Write(Proposal proposal, VersionRecord record, ImmutableArray<Change>? difference = null)
    {
        var state = StateOf(proposal, record);
        return new VersionDocument(
            proposal.Version, proposal.Folder, state, proposal.Playbook is not null, proposal.Problems, proposal.Warnings, record.Approvals,
            state is "proposed" ? Missing(proposal, record) : [], [.. record.Activations.Order()], difference, LinksOf(proposal));
    }

    public string StateOf(Proposal proposal, VersionRecord record) =>
        proposal.Playbook is null ? "broken"
        : proposal.Version == inForce ? "in-force"
        : proposal.Version == coming ? "coming"
        : proposal.Folder is null || !record.Activations.IsEmpty ? "replaced"
        : record.Missing.Any() ? "proposed" : "approved";

    private static SortedDictionary<string, IReadOnlyList<string>> Missing(Proposal proposal, VersionRecord record) => new(
        record.Missing.ToDictionary(side => side, side => Approvers(proposal, side)), StringComparer.Ordinal);

    /// <summary>Who speaks for a side, as the version itself says.</summary>
    public static IReadOnlyList<string> Approvers(Proposal proposal, string side) =>
        [.. proposal.Playbook?.Agreement.Approvals.Where(approval => approval.Side == side).Select(approval => approval.Name) ?? []];

    private static LinksDocument? LinksOf(Proposal proposal) => proposal.Version is { } version
        ? new LinksDocument(AddressOf(version), $"{AddressOf(version)}/approve", $"{AddressOf(version)}/activate", $"{AddressOf(version)}/simulate")
        : null;
}
