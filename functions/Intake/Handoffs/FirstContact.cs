using Intake.Accounts;

namespace Intake.Handoffs;

/// <summary>Whom to contact first about a lead.</summary>
public static class FirstContact
{
    private static readonly string[] Ranks = ["owner", "c-level", "vp", "director", "head", "manager", "specialist"];

    /// <summary>The id of the latest who asked, else of the most senior; of those who asked, as of the others, a person before a role address; null when everybody left or is not of the buying group: then a contact is
    /// sought, for the need outlives the person. Somebody whose record is gone comes last.</summary>
    /// <param name="account">The account.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="cause">Id of the person whose activity it is about, who goes before others of the same seniority; null for nobody.</param>
    /// <param name="hasRecord">Whether there is a record of a person.</param>
    public static string? Of(Account account, Lead lead, string? cause, Func<string, bool> hasRecord) =>
        (cause is null ? lead.Persons.Keys : lead.Persons.Keys.Append(cause)).Distinct(StringComparer.Ordinal)
        .Select(id => (Id: id, Member: account.Members.GetValueOrDefault(id)))
        .Where(person => person.Member is not ({ Left: true } or { Outside: true }))
        .OrderByDescending(person => hasRecord(person.Id))
        .ThenByDescending(person => person.Member?.AskedAt is not null)
        .ThenBy(person => person.Member?.Role is true)
        .ThenByDescending(person => person.Member?.AskedAt ?? DateTimeOffset.MinValue)
        .ThenBy(person => RankOf(person.Member))
        .ThenByDescending(person => person.Id == cause)
        .ThenBy(person => person.Id, StringComparer.Ordinal)
        .Select(person => person.Id).FirstOrDefault();

    // An agent's rank is another company's.
    private static int RankOf(Member? member) => member is { Agent: true } ? Ranks.Length : Array.IndexOf(Ranks, member?.Seniority ?? "") is >= 0 and var rank ? rank : Ranks.Length;
}
