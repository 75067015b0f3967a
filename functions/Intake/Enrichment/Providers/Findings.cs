using System.Collections.Immutable;
using Intake.Accounts;

namespace Intake.Enrichment.Providers;

/// <summary>What is known of a newcomer's company from elsewhere than the account book. The same whether it was asked for now or before.</summary>
/// <param name="Facts">What a provider told; null for nothing.</param>
/// <param name="Undeliverable">The host of the address cannot receive mail.</param>
/// <param name="Results">What each of them answered.</param>
public sealed record Findings(ProviderFacts? Facts, bool Undeliverable, ImmutableArray<EnricherResult> Results)
{
    private const string MailExchange = "mail-exchange";

    /// <summary>What a lookup says.</summary>
    /// <param name="lookup">The lookup.</param>
    /// <param name="host">Host of the address.</param>
    /// <param name="providers">The providers in order.</param>
    /// <param name="checksMail">Whether it was to be seen that the host can receive mail.</param>
    public static Findings Of(CompanyLookup lookup, string host, IEnumerable<string> providers, bool checksMail)
    {
        var mail = lookup.Mail.GetValueOrDefault(host);
        var results = providers.Select(provider => Of(lookup, provider)).OfType<EnricherResult>();
        return new Findings(lookup.Told?.Facts, mail is { Reachable: false }, [.. checksMail ? results.Append(Of(mail)) : results]);
    }

    private static EnricherResult Of(MailLookup? mail) => mail is null
        ? new EnricherResult(MailExchange, EnricherOutcome.Failed)
        : new EnricherResult(MailExchange, EnricherOutcome.Found, mail.Reachable ? null : FactNames.Undeliverable);

    private static EnricherResult? Of(CompanyLookup lookup, string provider) =>
        lookup.Later?.Failed.FirstOrDefault(failed => failed.Enricher == provider)
        ?? (lookup.Providers.GetValueOrDefault(provider) is { } known
            ? new EnricherResult(provider, known.Facts is null ? EnricherOutcome.NotFound : EnricherOutcome.Found)
            : null);
}
