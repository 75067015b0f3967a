using System.Text.RegularExpressions;
using Intake.Playbooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Intake.Enrichment.Providers;

/// <summary>Checks the settings at the start; all that is wrong is told at once, and no key is quoted.</summary>
internal sealed partial class ValidateEnrichmentOptions(IHostEnvironment environment) : IValidateOptions<EnrichmentOptions>
{
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(3650), ShortestTimeout = TimeSpan.FromSeconds(0.1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EnrichmentOptions options)
    {
        List<string> faults = [];
        if (options.AllowLoopback && !environment.IsDevelopment()) faults.Add("Enrichment__AllowLoopback is for development only.");
        foreach (var (index, provider) in options.Providers.Index())
            faults.AddRange(Faults(provider, options.AllowLoopback).Select(fault => $"Enrichment__Providers__{index}__{fault}."));
        if (options.Providers.DistinctBy(provider => provider.Name).Count() < options.Providers.Count)
            faults.Add("Two providers have the same Enrichment__Providers__*__Name.");
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ProviderOptions provider, bool allowLoopback)
    {
        if (!Id().IsMatch(provider.Name)) yield return "Name is up to 31 lower-case letters, digits and hyphens";
        if (UrlTemplate.Fault(provider.Url, allowLoopback) is { } fault) yield return "Url " + fault;
        if (!Header().IsMatch(provider.Header) || Reserved().IsMatch(provider.Header)) yield return "Header is no header that can hold a key";
        if (provider.Key is { } key && (key.Length == 0 || !key.All(c => c is >= ' ' and <= '~'))) yield return "Key is printable ASCII";
        if (UrlTemplate.HoldsKey(provider.Url) && provider.Key is null) yield return "Url has {key}, and there is no Key";
        if (provider.NotFoundStatus.Any(status => status is < 200 or > 499)) yield return "NotFoundStatus is from 200 to 499";
        if (provider.PerDay is < 0 or > 1_000_000) yield return "PerDay is from 0 to 1000000";
        if (!IsLifetime(provider.Lifetime)) yield return "Lifetime is up to 3650 days";
        if (!IsLifetime(provider.NotFoundLifetime)) yield return "NotFoundLifetime is up to 3650 days";
        if (provider.Timeout < ShortestTimeout || provider.Timeout > CompanyFinder.LaterLimit) yield return "Timeout is from 0.1 to 10 s";
        foreach (var path in PathFaults(provider.Paths)) yield return path;
    }

    private static IEnumerable<string> PathFaults(Dictionary<string, string> paths)
    {
        if (paths.Count == 0) yield return "Paths are needed: without them nothing is read";
        foreach (var (fact, path) in paths)
        {
            if (!FactsReader.Names.Contains(fact, StringComparer.OrdinalIgnoreCase)) yield return $"Paths__{fact} is none of {string.Join(", ", FactsReader.Names)}";
            else if (JsonPaths.Fault(path) is { } fault) yield return $"Paths__{fact} {fault}";
        }
    }

    private static bool IsLifetime(TimeSpan lifetime) => lifetime > TimeSpan.Zero && lifetime <= LongestLifetime;

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,30}$")]
    private static partial Regex Id();

    [GeneratedRegex("^[A-Za-z0-9-]{1,60}$")]
    private static partial Regex Header();

    // They say how to read the request, or where it goes.
    [GeneratedRegex("^(?:Host|Connection|Transfer-Encoding|Content-.*|Accept.*|Expect|Upgrade|TE|Trailer|Range|If-.*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Reserved();
}
