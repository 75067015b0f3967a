using System.Net;

namespace Intake.Enrichment.Providers;

/// <summary>Where a provider is asked about a domain: an address with <c>{domain}</c>, and perhaps <c>{key}</c>, behind the host. Pure.</summary>
internal static class UrlTemplate
{
    private const string Domain = "{domain}", Key = "{key}";

    /// <summary>Whether the key goes into the address.</summary>
    public static bool HoldsKey(string template) => template.Contains(Key, StringComparison.Ordinal);

    /// <summary>The address of a lookup.</summary>
    public static Uri Of(string template, string domain, string? key) => new(
        template.Replace(Domain, Uri.EscapeDataString(domain), StringComparison.Ordinal).Replace(Key, Uri.EscapeDataString(key ?? ""), StringComparison.Ordinal));

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    /// <param name="template">The template.</param>
    /// <param name="allowLoopback">Whether this machine itself may be asked, and without encryption.</param>
    public static string? Fault(string template, bool allowLoopback)
    {
        var filled = template.Replace(Domain, "example.com", StringComparison.Ordinal).Replace(Key, "key", StringComparison.Ordinal);
        if (!Uri.TryCreate(filled, UriKind.Absolute, out var url)) return "is no address";
        if (AuthorityOf(template).Contains('{')) return "has a placeholder in its host";
        if (!template.Contains(Domain, StringComparison.Ordinal)) return "has no {domain}";
        if (filled.AsSpan().IndexOfAny('{', '}') >= 0) return "has another placeholder than {domain} and {key}";
        if (url.UserInfo.Length > 0 || url.Fragment.Length > 0) return "has a user or a fragment";
        if (IsLoopback(url)) return allowLoopback && url.Scheme is "http" or "https" ? null : "is on this machine";
        return url.Scheme == Uri.UriSchemeHttps ? null : "is not https";
    }

    private static bool IsLoopback(Uri url) => url.IsLoopback || (IPAddress.TryParse(url.IdnHost, out var address) && IPAddress.IsLoopback(address));

    private static ReadOnlySpan<char> AuthorityOf(string template)
    {
        var from = template.IndexOf("://", StringComparison.Ordinal) + 3;
        var rest = template.AsSpan(from);
        var end = rest.IndexOfAny('/', '?', '#');
        return end < 0 ? rest : rest[..end];
    }
}
