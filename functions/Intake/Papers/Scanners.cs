using System.Text.RegularExpressions;

namespace Intake.Papers;

/// <summary>Known programs that fetch what a mail links to: security scanners, link previews, crawlers, scripts. A heuristic: a scanner that
/// calls itself a browser is not found, which is why a mail links to a page with a button and not to the file.</summary>
public static partial class Scanners
{
    private const int Most = 1024;

    /// <summary>Whether a <c>User-Agent</c> is one of theirs. No browser is without one.</summary>
    public static bool Know(string? userAgent) =>
        string.IsNullOrWhiteSpace(userAgent) || Names().IsMatch(userAgent.Length > Most ? userAgent[..Most] : userAgent);

    // Cubot makes phones.
    [GeneratedRegex("""
        (?<!cu)bot\b|crawl|spider|slurp|preview|headless|validator|monitoring
        |facebookexternalhit|whatsapp|embedly|google-safety|google-read-aloud|chrome-lighthouse
        |barracuda|mimecast|proofpoint|messagelabs|symantec|fireeye|trellix|trend\ ?micro|sophos|ironport|forcepoint|zscaler|fortinet
        |mailscanner|safelinks|urlscan|virustotal|censysinspect|nessus|qualys
        |^(curl|wget|libwww-perl|lwp-trivial|python|aiohttp|httpx|go-http-client|java|okhttp|apache-httpclient|axios|node-fetch|undici|ruby|php|guzzlehttp|powershell)\b
        """, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Names();
}
