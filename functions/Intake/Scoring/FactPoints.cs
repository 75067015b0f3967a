using System.Globalization;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Points of fit and value: by facts, not by the day. What nobody told counts a neutral value and says so.</summary>
internal sealed class FactPoints(Account account, Lead lead, Playbook playbook)
{
    public IEnumerable<(Template Template, int Hundredths)> All() => [.. Fit(), .. Value()];

    private IEnumerable<(Template, int)> Fit()
    {
        var best = BestActive();
        foreach (var table in playbook.Scoring.Fit.Tables)
            yield return Row(Components.Fit, playbook.Scoring.Weights.Fit, table, table.OfPerson ? OfPerson(best, table.Fact) : CompanyFacts.Of(account, lead, table.Fact));
        if (account.Freemail)
            yield return (new Template("fit:freemail", Components.Fit, playbook.Scoring.Weights.Fit), playbook.Scoring.Fit.Freemail * 100);
    }

    private IEnumerable<(Template, int)> Value()
    {
        var (rules, weight) = (playbook.Scoring.Value, playbook.Scoring.Weights.Value);
        yield return Row(Components.Value, weight, rules.Staff, CompanyFacts.Of(account, lead, rules.Staff.Fact));
        if (account.Book is not { } book) yield break;
        if (book.Kind == AccountKinds.Customer && book.Owns.Any(owned => owned.Proposition != lead.Proposition))
            yield return (new Template("value:customer", Components.Value, weight), rules.CustomerOfAnother * 100);
        if (book.Sites >= rules.SitesFrom)
            yield return (new Template("value:sites", Components.Value, weight), rules.SitesPoints * 100);
    }

    /// <summary>One person, not the best of several: two half-suited people do not make a decision maker. Null where nobody is active.</summary>
    public Member? BestActive()
    {
        Member? best = null;
        var most = int.MinValue;
        foreach (var (id, _) in lead.Persons)
        {
            if (account.Members.GetValueOrDefault(id) is not { Left: false, Outside: false, Objected: false, Role: false, Agent: false } member) continue;
            var points = playbook.Scoring.Fit.Tables.Where(table => table.OfPerson).Sum(table => PointsOf(table, OfPerson(member, table.Fact)) ?? table.Unknown);
            if (points > most) (best, most) = (member, points);
        }
        return best;
    }

    private static string? OfPerson(Member? member, string fact) => fact switch
    {
        FactNames.Function => member?.Function,
        FactNames.Seniority => member?.Seniority,
        FactNames.Language => member?.Language,
        FactNames.Country => member?.Country,
        _ => null,
    };

    private static (Template, int) Row(string component, int weight, FactTable table, string? value)
    {
        var points = PointsOf(table, value);
        var id = $"{component}:{table.Id}";
        return (new Template(points is null ? id + ":unknown" : id, component, weight, Unknown: points is null), (points ?? table.Unknown) * 100);
    }

    // Null where the fact is unknown.
    private static int? PointsOf(FactTable table, string? value)
    {
        if (string.IsNullOrWhiteSpace(value)) return null;
        if (table.Bands.IsEmpty) return table.Words.TryGetValue(value.Trim(), out var points) ? points : table.Other;
        if (CompanyFacts.Number(value) is not { } number) return null;
        var found = table.Other;
        foreach (var band in table.Bands)
            if (number >= band.From) found = band.Points;
        return found;
    }
}

/// <summary>Facts of the company: what the account book says of it, or of the claimed one, beats what was stated.</summary>
internal static class CompanyFacts
{
    public static string? Of(Account account, Lead lead, string fact) => account.OfCompany(fact) ?? Told(account, lead, fact);

    /// <summary>The first whole number in a text: <c>50</c> of <c>50-249</c>; one less than what follows a <c>&lt;</c>.</summary>
    public static int? Number(string text)
    {
        var start = text.AsSpan().IndexOfAnyInRange('0', '9');
        if (start < 0) return null;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
        if (!int.TryParse(text.AsSpan(start, end - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        return text.AsSpan().TrimStart().StartsWith("<") ? number - 1 : number;
    }

    // A phone number may tell the country where nobody stated it.
    private static string? Told(Account account, Lead lead, string fact)
    {
        if (fact != FactNames.Country) return null;
        Fact? newest = null;
        foreach (var (id, _) in lead.Persons)
            if (account.Members.GetValueOrDefault(id) is { Agent: false } member && member.Known.GetValueOrDefault(fact) is { } told && (newest is null || told.At > newest.At)) newest = told;
        return newest?.Value;
    }
}
