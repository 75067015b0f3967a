using System.IO.Enumeration;

namespace Intake.Enrichment;

/// <summary>Whose domain an address is of.</summary>
public enum DomainKind
{
    /// <summary>A company's own, or any other organisation's.</summary>
    Company,

    /// <summary>Anyone can have an address there.</summary>
    Freemail,

    /// <summary>An internet provider gives the address to its customers.</summary>
    InternetProvider,

    /// <summary>The address is thrown away after use.</summary>
    Disposable,

    /// <summary>A school or university, staff and students alike.</summary>
    School,

    /// <summary>A government, a municipality or an army.</summary>
    Government,
}

/// <summary>Tells the kind of a host. What anyone can have beats the rest: such an address tells no organisation.</summary>
public static class DomainKinds
{
    private static readonly Lazy<DataList> Schools = new(() => DataList.Load("schools.txt"));
    private static readonly Lazy<KindRules> Rules = new(() => new KindRules(DataList.Lines("domain-kinds.txt")));

    /// <summary>The kind of a host in lower case and punycode.</summary>
    public static DomainKind Of(string host)
    {
        var domain = RegistrableDomain.Of(host);
        if (DomainLists.IsDisposable(host)) return DomainKind.Disposable;
        if (DomainLists.IsInternetProvider(host)) return DomainKind.InternetProvider;
        // Under a public suffix itself anyone may have an address: no more a company than free mail.
        if (domain is null || DomainLists.IsFreemail(host)) return DomainKind.Freemail;
        if (Rules.Value.Tell("government", domain)) return DomainKind.Government;
        return Rules.Value.Tell("school", domain) || DomainLists.HasHostOrParent(Schools.Value, host) || DomainLists.IsStudent(host)
            ? DomainKind.School
            : DomainKind.Company;
    }

    /// <summary>The word of a kind in the profile.</summary>
    public static string Word(this DomainKind kind) => kind switch
    {
        DomainKind.InternetProvider => "internet-provider",
        _ => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>Whether its addresses tell no organisation.</summary>
    public static bool TellsNobody(this DomainKind kind) => kind is DomainKind.Freemail or DomainKind.InternetProvider or DomainKind.Disposable;

    // Lines "{kind} suffix: pattern, pattern" and "{kind} domain: pattern, pattern". Without a wildcard a pattern is looked up.
    private sealed class KindRules(IEnumerable<string> lines)
    {
        private readonly ILookup<string, string> patterns = lines
            .Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => line.Split(": ", 2))
            .SelectMany(line => line[1].Split(", ").Select(pattern => (Key: KeyOf(line[0], pattern), Pattern: pattern)))
            .ToLookup(rule => rule.Key, rule => rule.Pattern, StringComparer.Ordinal);

        public bool Tell(string kind, string domain)
        {
            var suffix = domain[(domain.IndexOf('.', StringComparison.Ordinal) + 1)..];
            return Matches(kind + " suffix", suffix) || Matches(kind + " domain", domain);
        }

        private bool Matches(string rule, string name) => patterns.Contains($"{rule} {name}")
            || patterns[rule].Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, name, ignoreCase: false));

        private static string KeyOf(string rule, string pattern) => pattern.Contains('*', StringComparison.Ordinal) ? rule : $"{rule} {pattern}";
    }
}
