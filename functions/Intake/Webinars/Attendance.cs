using System.Collections.Immutable;

namespace Intake.Webinars;

/// <summary>One person's part in a webinar.</summary>
/// <param name="Person">Key of the person.</param>
/// <param name="Email">Address.</param>
/// <param name="Name">Name, where only the webinar knows the person.</param>
/// <param name="Minutes">Minutes present; null for somebody who registered and never came.</param>
/// <param name="Evidence">How many things were known of the person: more of them make another statement.</param>
/// <param name="Tester">Address of the tester whose try this is.</param>
internal sealed record Attendance(string Person, string Email, string? Name, int? Minutes, int Evidence, string? Tester);

/// <summary>Works out who was there and for how long. Pure; the order of the rows does not matter.</summary>
internal static class Attendances
{
    /// <summary>Everybody who came, and everybody who registered before the end, did not cancel and never came; by person.</summary>
    public static ImmutableArray<Attendance> Of(ImmutableArray<Registrant> registrants, ImmutableArray<WebinarEvent> events, WebinarTime time)
    {
        if (time.Live.IsEmpty) return [];
        var newest = registrants.GroupBy(each => each.Person, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(person => person.Key, person => person.Aggregate((one, other) => other.IsAfter(one) ? other : one), StringComparer.Ordinal);
        var moves = Matched(registrants, [.. events.Where(each => each.Kind is CourseKind.Joined or CourseKind.Left)])
            .ToLookup(each => each.Person!, StringComparer.Ordinal);

        var all = newest.Keys.Concat(moves.Select(person => person.Key)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return [.. all.Select(person => Of(person, newest.GetValueOrDefault(person), moves[person], time)).OfType<Attendance>()];
    }

    private static Attendance? Of(string person, Registrant? registrant, IEnumerable<WebinarEvent> moves, WebinarTime time)
    {
        var told = moves.OrderBy(each => each.At).ThenBy(each => each.Email, StringComparer.Ordinal).ThenBy(each => each.Name, StringComparer.Ordinal).ToList();
        var stays = Stays.Of(told, time.Live);
        var known = told.Find(each => each.Email is not null);
        if (stays.IsEmpty && (registrant is null or { Cancelled: true } || registrant.At > time.End)) return null;
        return (registrant?.Email ?? known?.Email) is { } email
            ? new Attendance(person, email, registrant is null ? known?.Name : null, stays.IsEmpty ? null : Spans.Minutes(stays), told.Count, registrant?.Tester)
            : null;
    }

    // By the registrant's id, for addresses are often left out and a person may join under another one; else by the address;
    // else by the address that came with the same id another time. Whoever is left is nobody we know.
    private static IEnumerable<WebinarEvent> Matched(ImmutableArray<Registrant> registrants, ImmutableArray<WebinarEvent> moves)
    {
        var byId = registrants.Where(each => each.Id is not null).OrderBy(each => each.At).ThenBy(each => each.By, StringComparer.Ordinal)
            .GroupBy(each => each.Id!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.Last().Person, StringComparer.Ordinal);
        var seen = moves.Where(each => each is { Registrant: not null, Person: not null }).OrderBy(each => each.Person, StringComparer.Ordinal)
            .GroupBy(each => each.Registrant!, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Person, StringComparer.Ordinal);
        return moves.Select(each => each with
        {
            Person = (each.Registrant is { } id ? byId.GetValueOrDefault(id) : null) ?? each.Person
                ?? (each.Registrant is { } other ? seen.GetValueOrDefault(other) : null),
        }).Where(each => each.Person is not null);
    }
}
