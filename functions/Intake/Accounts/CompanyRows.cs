using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Key of a row of <c>Companies</c>. The partition is two hex digits.</summary>
public sealed record CompanyKey(string Partition, string Row)
{
    /// <summary>Of an id in the account book.</summary>
    public static CompanyKey OfId(string id) => new(Keys.Id("company-id", id)[..2], Rows.CompanyId(id));

    /// <summary>Of a registrable domain in punycode.</summary>
    public static CompanyKey OfDomain(string domain) => new(Keys.Id("domain", domain)[..2], Rows.CompanyDomain(domain));

    /// <summary>Of what was looked up, by the key of its domain (<see cref="Enrichment.Providers.CompanyLookups.KeyOf"/>).</summary>
    public static CompanyKey OfLookup(string key) => new(key[..2], Rows.CompanyLookup(key));

    /// <summary>Of a company's name, by its normalised form; null when nothing is left of it. Hashed, since a sole trader's name is personal.</summary>
    public static CompanyKey? OfName(Keys keys, string name)
    {
        var normalised = CompanyName.Normalise(name);
        if (normalised.Length == 0) return null;
        var hash = keys.Hash("company-name", normalised);
        return new(hash[..2], Rows.CompanyName(hash));
    }
}

/// <summary>A row of <c>Companies</c>.</summary>
public sealed record CompanyRow(CompanyKey Key, Company Company);

/// <summary>Maps the account book to rows.</summary>
public static class CompanyRows
{
    /// <summary>A row for its id, one for each domain, and one for each name that only one company has: a claim that may be about two companies is about none.</summary>
    public static IEnumerable<CompanyRow> Of(IReadOnlyCollection<Company> companies, Keys keys)
    {
        var ids = companies.Select(company => new CompanyRow(CompanyKey.OfId(company.Id), company));
        var domains = companies.SelectMany(company => company.Domains.Select(domain => new CompanyRow(CompanyKey.OfDomain(domain), company)));
        var names = companies.Select(company => (Key: CompanyKey.OfName(keys, company.Name), Company: company))
            .Where(named => named.Key is not null)
            .GroupBy(named => named.Key!)
            .Where(same => same.Count() == 1)
            .Select(same => new CompanyRow(same.Key, same.Single().Company));
        return ids.Concat(domains).Concat(names);
    }
}
