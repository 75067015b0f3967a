using System.Diagnostics.CodeAnalysis;

namespace Intake.Enrichment;

/// <summary>An email address: as typed, for sending, and in the canonical form by which a person is known.</summary>
public sealed record EmailAddress
{
    private EmailAddress(string typed, string canonical, string host) => (Typed, Canonical, Host) = (typed, canonical, host);

    /// <summary>As typed, trimmed.</summary>
    public string Typed { get; }

    /// <summary>Lower case, host in punycode, without what the provider ignores.</summary>
    public string Canonical { get; }

    /// <summary>The part after the @, lower case, in punycode.</summary>
    public string Host { get; }

    /// <summary>The canonical form's part before the @: what tells a role.</summary>
    public string Local => Canonical[..Canonical.LastIndexOf('@')];

    /// <summary>An address that was checked before.</summary>
    /// <exception cref="FormatException">It was not.</exception>
    public static EmailAddress Parse(string text) =>
        TryParse(text, out var address) ? address : throw new FormatException("Not an email address.");

    /// <summary>Parses an address; false when it could never receive mail. The syntax is that of mail as it is used: no quoted local parts,
    /// comments or address literals; letters of any script are allowed (RFC 6531).</summary>
    public static bool TryParse(string? text, [NotNullWhen(true)] out EmailAddress? address)
    {
        address = null;
        if (text is null || text.Length > EmailSyntax.MaxInput) return false;

        var typed = text.Trim(EmailSyntax.Padding);
        var at = typed.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || !EmailSyntax.IsLocal(typed.AsSpan(0, at)) || !HostName.TryParse(typed[(at + 1)..], out var host)) return false;

        var local = EmailSyntax.Fold(typed[..at]);
        if (!EmailSyntax.Fits(local, host)) return false;
        address = new EmailAddress(typed, MailProviders.Canonical(local, host), host);
        return true;
    }
}
