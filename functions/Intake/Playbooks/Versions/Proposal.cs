using System.Collections.Immutable;
using Intake.Handoffs;

namespace Intake.Playbooks.Versions;

/// <summary>A version of the playbook as it would be in force.</summary>
/// <param name="Files">Its files, those among them that it takes from the version in force.</param>
/// <param name="Playbook">What they say; null where something is wrong.</param>
/// <param name="Problems">Everything that is wrong.</param>
/// <param name="Warnings">What does not keep it from being in force, and somebody should know.</param>
public sealed record Proposal(PlaybookFiles Files, Playbook? Playbook, ImmutableArray<Problem> Problems, ImmutableArray<Problem> Warnings)
{
    /// <summary>The folder that it was found in; null for one that is or was in force.</summary>
    public string? Folder { get; init; }

    /// <summary>Its version; null where a file is no JSON.</summary>
    public string? Version => Files.Version;

    /// <summary>Reads one.</summary>
    /// <param name="own">The files that were proposed.</param>
    /// <param name="below">The files of the version in force.</param>
    /// <param name="team">Who would have to serve its territories.</param>
    public static Proposal Read(PlaybookFiles own, PlaybookFiles below, Team team)
    {
        var problems = new Problems();
        var known = PlaybookReader.FileNames.Concat(below.ByName.Keys).ToHashSet(StringComparer.Ordinal);
        foreach (var name in own.ByName.Keys.Where(name => !known.Contains(name)))
            problems.Add(name, "$", $"is none of the playbook's files: {string.Join(", ", PlaybookReader.FileNames.Order(StringComparer.Ordinal))}");
        var files = new PlaybookFiles(own.ByName.Where(file => known.Contains(file.Key))).Over(below);
        var playbook = PlaybookReader.Read(files.ByName, problems);
        if (playbook is not null && !team.Serving(playbook.Routing.Fallback).Any())
            problems.Add("routing.json", "$.fallback", $"nobody of the team serves '{playbook.Routing.Fallback}'");
        return new Proposal(files, problems.Found.Count == 0 ? playbook : null, [.. problems.Found], WarningsOf(playbook, team));
    }

    // A territory has to be there before the team can serve it, so the one cannot wait for the other.
    private static ImmutableArray<Problem> WarningsOf(Playbook? playbook, Team team)
    {
        var warnings = new Problems();
        if (playbook is not null) team.Check(playbook.Routing, "team", warnings);
        return [.. warnings.Found];
    }
}
