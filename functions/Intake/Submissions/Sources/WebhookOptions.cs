using Intake.Playbooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Intake.Submissions.Sources;

/// <summary>The providers' secrets, from <c>Webhooks__{Provider}__Secrets__0</c>, <c>__1</c>, ...
/// A hyphen in a provider's name is left out: <c>google-ads</c> is <c>Webhooks__GoogleAds__Secrets__0</c>.
/// A provider without one is switched off.</summary>
public sealed class WebhookOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Webhooks";

    /// <summary>Secrets by provider, in any case.</summary>
    public IDictionary<string, IReadOnlyList<string>> Secrets { get; } =
        new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);

    /// <summary>The secrets of a provider; none when it is switched off.</summary>
    public IReadOnlyList<string> Of(string provider) => Secrets.TryGetValue(NameOf(provider), out var secrets) ? secrets : [];

    /// <summary>A provider's name as settings have it: an environment variable cannot have a hyphen, so there is none.</summary>
    public static string NameOf(string provider) => provider.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>Reads the section.</summary>
    public void Read(IConfiguration configuration)
    {
        foreach (var provider in configuration.GetSection(Section).GetChildren())
            Secrets[NameOf(provider.Key)] =
            [
                .. provider.GetSection("Secrets").GetChildren()
                    .Select(secret => secret.Value).OfType<string>().Where(value => value.Length > 0),
            ];
    }
}

/// <summary>A secret that can never fit, or one for a provider that does not exist, is told at the start and not by lost calls.</summary>
internal sealed class ValidateWebhookOptions(PlaybookInForce playbooks) : IValidateOptions<WebhookOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var playbook = playbooks.Current;
        var errors = options.Secrets.SelectMany(pair => Errors(pair.Key, pair.Value, playbook)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static IEnumerable<string> Errors(string provider, IReadOnlyList<string> secrets, Playbook playbook) =>
        Providers.Names(playbook).FirstOrDefault(name => WebhookOptions.NameOf(name) == WebhookOptions.NameOf(provider)) is { } name
            && Providers.Find(name, playbook) is { } known
            ? secrets.Index().Where(secret => !known.SecretIsUsable(secret.Item))
                .Select(secret => $"Webhooks__{provider}__Secrets__{secret.Index} is not a secret of this provider's form.")
            :
            [
                $"Webhooks__{provider} is set, but there is no such provider. "
                    + $"There are: {string.Join(", ", Providers.Names(playbook).Order(StringComparer.Ordinal))}.",
            ];
}
