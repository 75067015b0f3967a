using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using Intake.Playbooks;
using Intake.Playbooks.Reading;

namespace Intake.Handoffs;

/// <summary>All account managers, those who left among them: they are data, not part of the playbook.</summary>
public sealed record Team
{
    /// <summary>By id.</summary>
    public required FrozenDictionary<string, AccountManager> ById { get; init; }

    /// <summary>The companies that account managers belong to, by id; empty where the playbook's hours hold for all.</summary>
    public FrozenDictionary<string, TeamCompany> Companies { get; init; } = FrozenDictionary<string, TeamCompany>.Empty;

    /// <summary>The JSON that it was read from; null for one that was not.</summary>
    public JsonElement? Document { get; init; }

    /// <summary>Account managers, or null where nobody has that id.</summary>
    public AccountManager? Find(string? id) => id is not null && ById.TryGetValue(id, out var manager) ? manager : null;

    /// <summary>Who serves a territory and has not left, by id.</summary>
    public IEnumerable<AccountManager> Serving(string territory) =>
        ById.Values.Where(manager => manager.Active && manager.Territories.Contains(territory))
            .OrderBy(manager => manager.Id, StringComparer.Ordinal);

    /// <summary>Ids of those whom mail does not reach.</summary>
    public IEnumerable<string> Unreachable => ById.Values.Where(manager => manager.UnreachableSince is not null).Select(manager => manager.Id);

    /// <summary>The one who is here on a day: the person, else the successor, else the deputy of that absence, else the usual one, and theirs in turn;
    /// null when none of them is.</summary>
    /// <param name="id">Id of the person.</param>
    /// <param name="day">The day.</param>
    /// <param name="but">Ids of those who are not to be it, as if they were away; null for nobody.</param>
    public AccountManager? StandIn(string? id, DateOnly day, IReadOnlySet<string>? but = null) => StandIn(id, day, but, []);

    private AccountManager? StandIn(string? id, DateOnly day, IReadOnlySet<string>? but, HashSet<string> asked)
    {
        if (Find(id) is not { } manager || !asked.Add(manager.Id)) return null;
        return manager.IsAvailable(day) && but?.Contains(manager.Id) is not true ? manager
            : StandIn(manager.Successor, day, but, asked) ?? StandIn(manager.AbsentOn(day)?.Deputy, day, but, asked) ?? StandIn(manager.Deputy, day, but, asked);
    }

    /// <summary>Parses a team file; null when anything is wrong with it, and then <paramref name="problems"/> has all of it.</summary>
    public static Team? Parse(ReadOnlyMemory<byte> json, string file, Problems problems)
    {
        var before = problems.Found.Count;
        if (Node.Root(json, file, problems) is not { } root) return null;
        var team = TeamFile.Read(root) with { Document = JsonElement.Parse(json.Span) };
        return problems.Found.Count == before ? team : null;
    }

    /// <summary>Holds the team against the routing rules: territories that do not exist, and those that nobody serves.</summary>
    public void Check(RoutingRules rules, string file, Problems problems)
    {
        var territories = rules.Territories.Select(territory => territory.Id).ToImmutableHashSet();
        foreach (var manager in ById.Values.OrderBy(manager => manager.Id, StringComparer.Ordinal))
        {
            foreach (var unknown in manager.Territories.Except(territories).Order(StringComparer.Ordinal))
                problems.Add(file, $"$.accountManagers[?(@.id=='{manager.Id}')].territories", $"there is no territory '{unknown}'");
        }
        foreach (var unserved in rules.Territories.Where(territory => !Serving(territory.Id).Any()))
            problems.Add(file, "$.accountManagers", $"nobody serves the territory '{unserved.Id}'");
    }
}
