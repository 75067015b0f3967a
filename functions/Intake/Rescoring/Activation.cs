using System.Globalization;

namespace Intake.Rescoring;

/// <summary>One time that a version of the playbook came into force: what a pass of rescoring belongs to.</summary>
/// <param name="Version">The version.</param>
/// <param name="Since">When. UTC.</param>
public sealed record Activation(string Version, DateTimeOffset Since)
{
    private const char Bar = '@';
    private const string Format = "yyyyMMddHHmmssfff";

    /// <summary>The version of the activation that <see cref="ToString"/> wrote.</summary>
    public static string VersionOf(string text) => text[..text.IndexOf(Bar, StringComparison.Ordinal)];

    /// <inheritdoc/>
    public override string ToString() => $"{Version}{Bar}{Since.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture)}";
}
