using Intake.Enrichment;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Key of a row of <c>Companies</c>. The partition is two hex digits.</summary>
public sealed record CompanyKey(string Partition, string Row)
{
    /// <summary>Of an id in the account book.</summary>
    public static CompanyKey OfId(string id) => new(PartitionOf(id), Rows.CompanyId(id));

    /// <summary>Of a registrable domain in punycode.</summary>
    public static CompanyKey OfDomain(string domain) => new(Keys.Id("domain", domain)[..2], Rows.CompanyDomain(domain));

    /// <summary>Of what was looked up, by the key of its domain (<see cref="Enrichment.Providers.CompanyLookups.KeyOf"/>).</summary>
    public static CompanyKey OfLookup(string key) => new(key[..2], Rows.CompanyLookup(key));

    /// <summary>Of an account whose company is the one with an id, or that claims it is.</summary>
    public static CompanyKey OfAccount(string id, string account) => new(PartitionOf(id), Rows.CompanyAccount(id, account));

    /// <summary>What the rows of all companies under a key of names begin with. Hashed, since a sole trader's name is personal.</summary>
    internal static CompanyKey OfName(Keys keys, string nameKey)
    {
        var hash = keys.Hash("company-name", nameKey);
        return new(hash[..2], Rows.CompanyName(hash, ""));
    }

    private static string PartitionOf(string id) => Keys.Id("company-id", id)[..2];
}

/// <summary>A row of <c>Companies</c>: the company whole or, where it is found by its name, that alone.</summary>
public sealed record CompanyRow(CompanyKey Key, Company Company)
{
    /// <summary>Whether the row is the truth of the company.</summary>
    public bool IsId => Key.Row.StartsWith(Rows.CompanyId(""), StringComparison.Ordinal);

    /// <summary>Whether the row is found by the name.</summary>
    public bool IsName => Key.Row.StartsWith(Rows.CompanyNamePrefix, StringComparison.Ordinal);
}

/// <summary>Maps companies to rows.</summary>
public static class CompanyRows
{
    /// <summary>A row for its id, which is the truth, one for each domain, and one for each key that its name may be looked for under.</summary>
    public static IEnumerable<CompanyRow> Of(Company company, Keys keys) =>
    [
        new CompanyRow(CompanyKey.OfId(company.Id), company),
        .. company.Domains.Select(domain => new CompanyRow(CompanyKey.OfDomain(domain), company)),
        .. NameKeys.All(ComparableName.Of(company.Name)).Select(key => CompanyKey.OfName(keys, key))
            .Select(key => new CompanyRow(key with { Row = key.Row + company.Id }, company)),
    ];

    /// <summary>The rows of several.</summary>
    public static IEnumerable<CompanyRow> Of(IEnumerable<Company> companies, Keys keys) => companies.SelectMany(company => Of(company, keys));
}
