using System.Diagnostics.CodeAnalysis;

namespace Intake.Enrichment;

/// <summary>An email address: as typed, for sending, and in the canonical form by which a person is known.</summary>
public sealed record EmailAddress
{
    private EmailAddress(string typed, string local, string host) =>
        (Typed, Canonical, Host) = (typed, $"{local.ToLowerInvariant()}@{host.ToLowerInvariant()}", host.ToLowerInvariant());

    /// <summary>As typed, trimmed.</summary>
    public string Typed { get; }

    /// <summary>Lower case, host in punycode, without what the provider ignores.</summary>
    public string Canonical { get; }

    /// <summary>The part after the @, lower case, in punycode.</summary>
    public string Host { get; }

    /// <summary>Parses an address; false when it could never receive mail.</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        var typed = text?.Trim() ?? "";
        var at = typed.LastIndexOf('@');
        if (at < 1 || at == typed.Length - 1 || typed.Length > 254 || typed.Any(char.IsWhiteSpace)) return false;
        address = new EmailAddress(typed, typed[..at], typed[(at + 1)..]);
        return true;
    }
}
