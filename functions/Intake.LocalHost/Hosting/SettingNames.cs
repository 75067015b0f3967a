using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Intake.LocalHost.Hosting;

/// <summary>Replaces <c>%name%</c> by the setting of that name, in queue names and schedules.</summary>
internal sealed partial class SettingNames(IConfiguration settings)
{
    /// <exception cref="InvalidOperationException">A setting is missing.</exception>
    internal string Resolve(string text) => Name().Replace(text, match => Setting(match.Groups[1].Value));

    /// <summary>True when a function is switched off by <c>AzureWebJobs.{name}.Disabled</c>, as on the real host.</summary>
    internal bool IsDisabled(string function) => settings.GetValue($"AzureWebJobs.{function}.Disabled", false);

    // Environment variables arrive with ':' for '__'.
    private string Setting(string name) =>
        settings[name] ?? settings[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)]
        ?? throw new InvalidOperationException($"The setting '{name}' is missing: '%{name}%' cannot be resolved.");

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Name();
}
