using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Clients;

/// <summary>A client as far as it can be found: by its domain, or by its normalised name; one of them at least.</summary>
/// <param name="Domain">Registrable domain in punycode.</param>
/// <param name="Name">Normalised name (<see cref="CompanyName.Normalise"/>).</param>
internal sealed record ClientKey(string? Domain, string? Name)
{
    /// <summary>The same for the same client, however it is written.</summary>
    public string Text => Domain is null ? "name:" + Name : "domain:" + Domain;

    /// <summary>Reads what was typed; null where it names no company.</summary>
    public static ClientKey? Of(NamedClient? named)
    {
        if (named is null) return null;
        var (domain, name) = (DomainOf(named.Domain), CompanyName.Normalise(named.Name ?? ""));
        return domain is null && name.Length == 0 ? null : new ClientKey(domain, name.Length == 0 ? null : name);
    }

    /// <summary>The client's account: that of the company in the book, else that of the domain, else one of its own by the name.</summary>
    public string AccountOf(Company? company, Keys keys) =>
        company is not null ? Placing.AccountOf(company, keys) : Domain is not null ? keys.CompanyAccount(Domain) : keys.NamedAccount(Name!);

    // An address or a link says the domain too. Where anybody may have a mailbox is no company.
    private static string? DomainOf(string? typed)
    {
        if (typed is null) return null;
        var host = typed.Trim().Split("//")[^1].Split('/')[0].Split('@')[^1];
        return HostName.TryParse(host, out var valid) && !DomainLists.IsFreemail(valid) && !DomainLists.IsDisposable(valid) ? RegistrableDomain.Of(valid) : null;
    }
}
