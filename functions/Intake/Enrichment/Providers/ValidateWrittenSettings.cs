using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Intake.Enrichment.Providers;

/// <summary>Checks how numbers and durations of providers are written: without this a provider with one that cannot be read would be left out in silence. No value is quoted.</summary>
internal sealed class ValidateWrittenSettings(IConfiguration configuration) : IValidateOptions<EnrichmentOptions>
{
    private static readonly string[] Durations = [nameof(ProviderOptions.Lifetime), nameof(ProviderOptions.NotFoundLifetime), nameof(ProviderOptions.Timeout)];

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EnrichmentOptions options)
    {
        var providers = configuration.GetSection(EnrichmentOptions.Section).GetSection(nameof(EnrichmentOptions.Providers)).GetChildren();
        var faults = providers.SelectMany(Faults).ToArray();
        return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(IConfigurationSection provider)
    {
        foreach (var duration in Durations.Select(provider.GetSection))
            if (duration.Value is { } text && !TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out _)) yield return $"{Named(duration)} is a duration, as 00:00:01.8 or 90.00:00:00.";
        foreach (var number in provider.GetSection(nameof(ProviderOptions.NotFoundStatus)).GetChildren().Prepend(provider.GetSection(nameof(ProviderOptions.PerDay))))
            if (number.Value is { } text && !int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out _)) yield return $"{Named(number)} is a whole number.";
    }

    private static string Named(IConfigurationSection setting) => setting.Path.Replace(":", "__", StringComparison.Ordinal);
}
