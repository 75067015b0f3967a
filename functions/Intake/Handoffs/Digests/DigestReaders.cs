namespace Intake.Handoffs.Digests;

/// <summary>Who reads about which account.</summary>
public static class DigestReaders
{
    /// <summary>The account's owner, or whoever took over from them; of a partner or agency that nobody owns, whoever serves the partner desk. Null for nobody.
    /// Who is only away is not stood in for: a digest can wait.</summary>
    /// <param name="owner">Id of the account's owner; null for none.</param>
    /// <param name="kind">Kind of the account; null where the account book does not have it.</param>
    /// <param name="rules">The playbook's rules.</param>
    /// <param name="team">The account managers.</param>
    public static string? Of(string? owner, string? kind, RoutingRules rules, Team team) =>
        Heir(owner, team, []) ?? (owner is null && kind is not null && rules.PartnerKinds.Contains(kind) ? team.Serving(rules.PartnerDesk).FirstOrDefault()?.Id : null);

    private static string? Heir(string? id, Team team, HashSet<string> asked)
    {
        if (team.Find(id) is not { } manager || !asked.Add(manager.Id)) return null;
        return manager.Active ? manager.Id : Heir(manager.Successor, team, asked) ?? Heir(manager.Deputy, team, asked);
    }
}
