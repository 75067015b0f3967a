using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Intake.Enrichment.Providers;

/// <summary>What the providers and the name servers told of a domain that the account book lacks: the row <c>lookup:{hash of the domain}</c> of
/// <c>Companies</c>. Pure.</summary>
public sealed record CompanyLookup
{
    // A company with more hosts for mail than this is asked about anew now and then.
    private const int MaxHosts = 20;

    /// <summary>Registrable domain in punycode.</summary>
    public required string Domain { get; init; }

    /// <summary>What each provider told, by its name.</summary>
    public ImmutableSortedDictionary<string, ProviderLookup> Providers { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, ProviderLookup>(StringComparer.Ordinal);

    /// <summary>Which hosts of the domain can receive mail.</summary>
    public ImmutableSortedDictionary<string, MailLookup> Mail { get; init => field = value.WithComparers(StringComparer.Ordinal); } =
        ImmutableSortedDictionary.Create<string, MailLookup>(StringComparer.Ordinal);

    /// <summary>When it is tried again; null when nothing is left to ask.</summary>
    public Postponed? Later { get; init; }

    /// <summary>The newest answer that has facts; null when none has. Facts whose lifetime is over count until there is another answer.</summary>
    [JsonIgnore]
    public ProviderLookup? Told =>
        Providers.Values.Where(known => known.Facts is not null).MaxBy(known => known.At);

    /// <summary>Who is still to be asked, in order: nobody once one has found the company.</summary>
    public IEnumerable<string> Wanting(IEnumerable<string> providers, DateTimeOffset now)
    {
        var inOrder = providers.ToList();
        var valid = inOrder.ToDictionary(name => name, name => Providers.GetValueOrDefault(name) is { } known && known.Until > now ? known : null);
        return valid.Values.Any(known => known?.Facts is not null) ? [] : inOrder.Where(name => valid[name] is null);
    }

    /// <summary>With what is known of a host's mail.</summary>
    public CompanyLookup WithMail(string host, MailLookup known)
    {
        var others = Mail.Remove(host);
        if (others.Count >= MaxHosts) others = others.Remove(others.MinBy(each => each.Value.Until).Key);
        return this with { Mail = others.SetItem(host, known) };
    }

    /// <summary>Both, where somebody else asked meanwhile: of each the newer; tried again is only what neither was told, and once.</summary>
    public CompanyLookup Merge(CompanyLookup other, IEnumerable<string> providers, DateTimeOffset now)
    {
        var told = other.Providers.Where(theirs => !(Providers.GetValueOrDefault(theirs.Key)?.At >= theirs.Value.At));
        var both = other.Mail.Aggregate(this with { Providers = Providers.SetItems(told) }, (all, mail) => all.WithMail(mail.Key, mail.Value));
        var later = Later?.Due > other.Later?.Due ? Later : other.Later ?? Later;
        return both with { Later = both.Wanting(providers, now).Any() ? later : null };
    }
}

/// <summary>What a provider told.</summary>
/// <param name="Facts">The facts; null when it does not know the company.</param>
/// <param name="At">When.</param>
/// <param name="Until">It is not asked again before this.</param>
public sealed record ProviderLookup(ProviderFacts? Facts, DateTimeOffset At, DateTimeOffset Until);

/// <summary>What the name servers told.</summary>
public sealed record MailLookup(bool Reachable, DateTimeOffset Until);

/// <summary>A lookup that is to be tried again.</summary>
/// <param name="Due">When.</param>
/// <param name="Tries">How often it failed.</param>
/// <param name="Since">When it failed first.</param>
/// <param name="Failed">What failed the last time.</param>
public sealed record Postponed(DateTimeOffset Due, int Tries, DateTimeOffset Since, ImmutableArray<EnricherResult> Failed);
