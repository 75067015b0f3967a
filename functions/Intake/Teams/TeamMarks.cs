using System.Collections.Immutable;

namespace Intake.Teams;

/// <summary>Tells of two commands about the same part which counts: the one that was given later, whatever the order in which they are carried out.</summary>
internal sealed class TeamMarks(ImmutableSortedDictionary<string, TeamMark>? before, ChangeTeamCommand command)
{
    /// <summary>How long a command may be on its way: marks are kept as long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(7);

    private readonly ImmutableSortedDictionary<string, TeamMark> before = before ?? ImmutableSortedDictionary.Create<string, TeamMark>(StringComparer.Ordinal);
    private readonly HashSet<string> set = new(StringComparer.Ordinal);

    /// <summary>Path of a member of an account manager or company.</summary>
    public static string PathOf(string list, string id, string member) => $"{list}/{id}/{member}";

    /// <summary>Whether anything was set.</summary>
    public bool Any => set.Count > 0;

    /// <summary>Whether a later command has set a part, or the whole.</summary>
    public bool IsOvertaken(string path) => IsLater(path) || (path != TeamParts.Whole && IsLater(TeamParts.Whole));

    /// <summary>The members that later commands have set, or taken away.</summary>
    public IEnumerable<(string List, string Id, string Member)> Later() =>
        before.Where(mark => IsLater(mark.Key)).Select(mark => mark.Key.Split('/')).Where(path => path.Length == 3).Select(path => (path[0], path[1], path[2]));

    private bool IsLater(string path) =>
        before.TryGetValue(path, out var mark) && (mark.At > command.At || (mark.At == command.At && string.CompareOrdinal(mark.By, command.Id) > 0));

    /// <summary>Notes that this command sets a part.</summary>
    public void Set(string path) => set.Add(path);

    /// <summary>The marks after it, those apart that are no use any more.</summary>
    public ImmutableSortedDictionary<string, TeamMark> After(DateTimeOffset now)
    {
        var kept = before.Where(mark => mark.Value.At > now - Kept && !set.Contains(mark.Key));
        return kept.Concat(set.Select(path => KeyValuePair.Create(path, new TeamMark(command.At, command.Id)))).ToImmutableSortedDictionary(StringComparer.Ordinal);
    }
}
