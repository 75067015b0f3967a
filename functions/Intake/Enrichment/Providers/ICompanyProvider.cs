namespace Intake.Enrichment.Providers;

/// <summary>Somebody who sells what is known of companies: the edge of the process.</summary>
public interface ICompanyProvider
{
    /// <summary>Its name in settings, results and metrics; an id.</summary>
    string Name { get; }

    /// <summary>How often it may be asked, and how long its answers hold.</summary>
    ProviderTerms Terms { get; }

    /// <summary>Asks about the company of a registrable domain. Whatever the provider does, the answer says so: nothing is thrown for it.</summary>
    Task<ProviderAnswer> FindAsync(string domain, CancellationToken cancellationToken);
}

/// <summary>The terms on which a provider is asked.</summary>
/// <param name="PerDay">At most so many lookups in a UTC day, over all instances; 0 for as many as there are.</param>
/// <param name="Lifetime">How long a company that was found is not asked about again.</param>
/// <param name="NotFoundLifetime">The same of one that was not found.</param>
public sealed record ProviderTerms(int PerDay, TimeSpan Lifetime, TimeSpan NotFoundLifetime);
