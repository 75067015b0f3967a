using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Intake.Accounts.Imports;
using Intake.Enrichment;
using Intake.Playbooks;

namespace Intake.Accounts;

/// <summary>Checks the companies of one account book, against each other too, and brings their domains and countries into one form.</summary>
internal sealed partial class CompanyCheck(string file)
{
    private const int MaxNumber = 40, MaxDomains = 100, MaxText = 1000;

    private static readonly string[] Kinds = ["customer", "prospect", "partner", "agency", "competitor", "supplier", "own"];

    // As hashes: a book may have 200,000 of each.
    private readonly HashSet<ulong> ids = [], domains = [];
    private Problems problems = new();

    /// <summary>The company as it is kept; null when something is wrong with it, which is told in <paramref name="found"/>.</summary>
    public Company? Check(Company company, string path, Problems found)
    {
        problems = found;
        var before = problems.Found.Count;
        if (!IsId(company.Id)) Problem(path, "id", "must be lower case letters, digits and hyphens, at most 63");
        else if (!ids.Add(BookHash.Of(company.Id))) Problem(path, "id", $"\"{company.Id}\" is given twice");
        if (string.IsNullOrWhiteSpace(company.Name)) Problem(path, "name", "must not be empty");
        if (!Kinds.Contains(company.Kind)) Problem(path, "kind", $"must be one of {string.Join(", ", Kinds)}");
        if (company.Owner is { } owner && !IsId(owner)) Problem(path, "owner", "must be the id of an account manager");
        if (company.Staff < 0) Problem(path, "staff", "must not be below 0");
        if (company.Sites < 0) Problem(path, "sites", "must not be below 0");
        if (company.OpenComplaints < 0) Problem(path, "openComplaints", "must not be below 0");
        if (company.DomainUse is { } use && !DomainUses.All.Contains(use)) Problem(path, "domainUse", $"must be one of {string.Join(", ", DomainUses.All)}");
        if (company.Parent is { } parent && (!IsId(parent) || parent == company.Id)) Problem(path, "parent", "must be the id of another company");
        if (company.RegistrationNumber is { Length: 0 or > MaxNumber }) Problem(path, "registrationNumber", $"must have 1 to {MaxNumber} characters");
        Lengths(company, path);
        Propositions(company, path);
        Derived(company, path);

        var (domains, country) = (Domains(company, path), Country(company, path));
        return problems.Found.Count == before ? company with { Domains = domains, Country = country } : null;
    }

    private void Lengths(Company company, string path)
    {
        foreach (var (member, text) in new[]
        {
            ("name", company.Name), ("industry", company.Industry), ("postcode", company.Postcode), ("legalForm", company.LegalForm), ("lastContact", company.LastContact),
        })
            if (text?.Length > MaxText) Problem(path, member, $"must not be longer than {MaxText} characters");
    }

    private void Propositions(Company company, string path)
    {
        foreach (var (i, owned) in company.Owns.Index())
            if (!IsId(owned?.Proposition)) Problem(path, $"owns[{i}].proposition", "must be the id of a proposition");
        foreach (var (i, proposition) in company.OpenOpportunities.Index())
            if (!IsId(proposition)) Problem(path, $"openOpportunities[{i}]", "must be the id of a proposition");
    }

    // A file cannot place a company into an account.
    private void Derived(Company company, string path)
    {
        foreach (var (member, given) in new[] { ("account", company.Account), ("parentOwner", company.ParentOwner), ("goneSince", company.GoneSince?.ToString("O")) })
            if (given is not null) Problem(path, member, "is not given: it is found out");
    }

    private ImmutableArray<string> Domains(Company company, string path)
    {
        if (company.Domains is { IsDefault: false, Length: > MaxDomains }) Problem(path, "domains", $"must not be more than {MaxDomains}");
        return [.. (company.Domains.IsDefault ? [] : company.Domains).Select((domain, i) => Domain(domain, path, $"domains[{i}]"))];
    }

    private string Domain(string text, string path, string member)
    {
        if (!HostName.TryParse(text, out var domain)) Problem(path, member, "is no domain");
        else if (RegistrableDomain.Of(domain) != domain) Problem(path, member, "must be a registrable domain, not a host below one or a public suffix");
        else if (DomainLists.IsFreemail(domain) || DomainLists.IsDisposable(domain)) Problem(path, member, "is a domain where anyone can have an address");
        else if (!domains.Add(BookHash.Of(domain))) Problem(path, member, "stands there before already");
        return domain ?? text;
    }

    private string? Country(Company company, string path)
    {
        var country = CountryCode.Of(company.Country);
        if (company.Country is not null && country is null) Problem(path, "country", "must be a country of ISO 3166");
        return country;
    }

    private void Problem(string path, string member, string message) => problems.Add(file, $"{path}.{member}", message);

    /// <summary>Whether a text is an id of the book.</summary>
    internal static bool IsId(string? text) => text is not null && IdPattern().IsMatch(text);

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
