namespace Intake.Enrichment.Providers;

/// <summary>Settings <c>Enrichment__*</c>. Without a provider nobody is asked about companies.</summary>
public sealed class EnrichmentOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Enrichment";

    /// <summary>Who is asked about a company that the account book lacks, in this order, until one knows it.</summary>
    public IList<ProviderOptions> Providers { get; set; } = [];

    /// <summary>Whether to see by DNS that the domain of a newcomer's address can receive mail; when not given: outside development.</summary>
    public bool? CheckMx { get; set; }

    /// <summary>Whether a provider may be on this machine, and asked without encryption: in development only.</summary>
    public bool AllowLoopback { get; set; }
}

/// <summary>Settings of one provider.</summary>
public sealed class ProviderOptions
{
    private static readonly int[] UsualNotFound = [404];

    /// <summary>A short id, for results and metrics.</summary>
    public string Name { get; set; } = "";

    /// <summary>Where to ask: https, with <c>{domain}</c> behind the host, and <c>{key}</c> only where the provider takes its key nowhere else.</summary>
    public string Url { get; set; } = "";

    /// <summary>The header that holds the key.</summary>
    public string Header { get; set; } = "Authorization";

    /// <summary>The key, as the header takes it: <c>Bearer ...</c> where the provider wants that. Null for none.</summary>
    public string? Key { get; set; }

    /// <summary>Where in the answer each fact is: JSON paths.</summary>
    public Dictionary<string, string> Paths { get; set; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Statuses that say that the provider does not know the company; 404 when none is given.</summary>
    public int[] NotFoundStatus { get; set; } = [];

    /// <summary>Lookups in a UTC day over all instances; 0 is no limit.</summary>
    public int PerDay { get; set; } = 500;

    /// <summary>How long a company that was found is not asked about again.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How long one that was not found is not.</summary>
    public TimeSpan NotFoundLifetime { get; set; } = TimeSpan.FromDays(14);

    /// <summary>How long one request may take. A lead waits 2 s for all together, whatever this says; what is asked later waits longer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1.8);

    internal ProviderTerms Terms => new(PerDay, Lifetime, NotFoundLifetime);

    internal int[] NotFoundStatuses => NotFoundStatus is [] ? UsualNotFound : NotFoundStatus;
}
