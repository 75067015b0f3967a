using Intake.Submissions.Sources;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Where the endpoints of the playbook are, from <c>Endpoints__{id}__Url</c> and <c>__Secret</c>. A hyphen in an id is left out.</summary>
public sealed class EndpointOptions
{
    /// <summary>Section of the settings.</summary>
    public const string Section = "Endpoints";

    /// <summary>By id without hyphens, in any case.</summary>
    public IDictionary<string, EndpointSettings> ByName { get; } = new Dictionary<string, EndpointSettings>(StringComparer.OrdinalIgnoreCase);

    /// <summary>An endpoint's id as settings have it: an environment variable cannot have a hyphen, so there is none.</summary>
    public static string NameOf(string id) => id.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    /// <summary>The settings of an endpoint; null where there is no address, so that what it is to be told waits.</summary>
    public EndpointSettings? Of(string id) => ByName.TryGetValue(NameOf(id), out var settings) && settings.Url.Length > 0 ? settings : null;

    /// <summary>Reads the section.</summary>
    public void Read(IConfiguration configuration)
    {
        foreach (var endpoint in configuration.GetSection(Section).GetChildren())
            ByName[NameOf(endpoint.Key)] = endpoint.Get<EndpointSettings>() ?? new EndpointSettings();
    }
}

/// <summary>Where an endpoint is.</summary>
public sealed class EndpointSettings
{
    /// <summary>Its address: https, outside development.</summary>
    public string Url { get; set; } = "";

    /// <summary>The secret to sign with: <c>whsec_</c> and the base64 of 24 to 64 bytes. Teams and Slack check none, so there may be none.</summary>
    public string? Secret { get; set; }

    /// <summary>The secret before it, while it is being replaced: everything is signed with both.</summary>
    public string? SecretBefore { get; set; }

    /// <summary>What to sign with.</summary>
    internal IEnumerable<string> Secrets => new[] { Secret, SecretBefore }.Where(secret => !string.IsNullOrEmpty(secret))!;
}

/// <summary>A secret that cannot be one, or an address that may not be called, is told at the start and not by what is never delivered.</summary>
internal sealed class ValidateEndpointOptions(bool development) : IValidateOptions<EndpointOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, EndpointOptions options)
    {
        var errors = options.ByName.SelectMany(pair => Errors(pair.Key, pair.Value)).ToList();
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private IEnumerable<string> Errors(string id, EndpointSettings settings)
    {
        if (settings.Url.Length > 0 && !IsAddress(settings.Url)) yield return $"Endpoints__{id}__Url is no address that begins with https.";
        if (settings.Secrets.Any(secret => StandardSignature.Key(secret) is null))
            yield return $"Endpoints__{id}__Secret is not whsec_ and the base64 of 24 to 64 bytes.";
    }

    private bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length == 0
        && (url.Scheme == Uri.UriSchemeHttps || (development && url.Scheme == Uri.UriSchemeHttp));
}
