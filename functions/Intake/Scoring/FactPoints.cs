using System.Globalization;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Points of fit and value: by facts, not by the day. What nobody told counts a neutral value and says so.</summary>
internal sealed class FactPoints
{
    private readonly Account account;
    private readonly Lead lead;
    private readonly ScoringRules scoring;
    private readonly FixedTemplates made;

    public FactPoints(Account account, Lead lead, CompiledScoring rules)
    {
        (this.account, this.lead, scoring, made) = (account, lead, rules.Playbook.Scoring, rules.Templates);
        Best = BestActive();
    }

    /// <summary>One person, not the best of several: two half-suited people do not make a decision maker. Null where nobody is active.</summary>
    public Member? Best { get; }

    /// <summary>Adds a reason for each fact. Gives their points in hundredths, and what they come to.</summary>
    public (int Fit, int Value) AddTo(List<Template> templates, out int[] points)
    {
        List<int> found = [];
        Fit(templates, found);
        var fits = found.Count;
        Value(templates, found);
        points = [.. found];
        int fit = 0, value = 0;
        for (var index = 0; index < points.Length; index++)
        {
            if (index < fits) fit += points[index];
            else value += points[index];
        }
        return (fit, value);
    }

    private void Fit(List<Template> templates, List<int> points)
    {
        foreach (var row in made.Fit)
            Add(row, row.Table.OfPerson ? OfPerson(Best, row.Table.Fact) : CompanyFacts.Of(account, lead, row.Table.Fact), templates, points);
        if (account.Freemail) Add(made.Freemail, scoring.Fit.Freemail, templates, points);
    }

    private void Value(List<Template> templates, List<int> points)
    {
        Add(made.Staff, CompanyFacts.Of(account, lead, scoring.Value.Staff.Fact), templates, points);
        if (account.Book is not { } book) return;
        if (book.Kind == AccountKinds.Customer && book.Owns.Any(owned => owned.Proposition != lead.Proposition))
            Add(made.Customer, scoring.Value.CustomerOfAnother, templates, points);
        if (book.Sites >= scoring.Value.SitesFrom) Add(made.Sites, scoring.Value.SitesPoints, templates, points);
    }

    private Member? BestActive()
    {
        Member? best = null;
        var most = int.MinValue;
        foreach (var (id, _) in lead.Persons)
        {
            if (account.Members.GetValueOrDefault(id) is not { Left: false, Outside: false, Objected: false, Role: false, Agent: false } member) continue;
            var points = 0;
            foreach (var (table, _, _) in made.Fit)
                if (table.OfPerson) points += PointsOf(table, OfPerson(member, table.Fact)) ?? table.Unknown;
            if (points > most) (best, most) = (member, points);
        }
        return best;
    }

    private static void Add(in FactTemplates row, string? value, List<Template> templates, List<int> points)
    {
        var known = PointsOf(row.Table, value);
        Add(known is null ? row.Unknown : row.Known, known ?? row.Table.Unknown, templates, points);
    }

    private static void Add(Template template, int whole, List<Template> templates, List<int> points)
    {
        templates.Add(template);
        points.Add(whole * 100);
    }

    private static string? OfPerson(Member? member, string fact) => fact switch
    {
        FactNames.Function => member?.Function,
        FactNames.Seniority => member?.Seniority,
        FactNames.Language => member?.Language,
        FactNames.Country => member?.Country,
        _ => null,
    };

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
