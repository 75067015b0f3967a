using Microsoft.AspNetCore.Http;

namespace Intake.Papers;

/// <summary>What a request for a file tells about who makes it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Range">Header <c>Range</c>.</param>
/// <param name="UserAgent">Header <c>User-Agent</c>.</param>
/// <param name="Purposes">The headers by which browsers say that they only fetch ahead.</param>
public sealed record DownloadRequest(string Method, string? Range, string? UserAgent, IReadOnlyList<string> Purposes)
{
    private static readonly string[] PurposeHeaders = ["Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"];

    /// <summary>As far as a request tells.</summary>
    public static DownloadRequest Of(HttpRequest request) => new(
        request.Method, request.Headers.Range, request.Headers.UserAgent,
        [.. PurposeHeaders.Select(name => request.Headers[name].ToString()).Where(value => value.Length > 0)]);
}

/// <summary>Tells a person who opens a file from what merely fetches it.</summary>
public static class DownloadCounting
{
    private static readonly string[] Ahead = ["prefetch", "prerender", "preview"];

    /// <summary>Whether a request is somebody's download.</summary>
    public static bool Counts(DownloadRequest request) =>
        HttpMethods.IsGet(request.Method) && FromTheStart(request.Range) && !IsAhead(request.Purposes) && !Scanners.Know(request.UserAgent);

    // Viewers and download managers ask for the rest piece by piece; whoever began did so at the first byte.
    private static bool FromTheStart(string? range)
    {
        if (string.IsNullOrWhiteSpace(range)) return true;
        var ranges = range[(range.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return ranges.TrimStart().StartsWith("0-", StringComparison.Ordinal);
    }

    private static bool IsAhead(IEnumerable<string> purposes) =>
        purposes.Any(purpose => Ahead.Any(word => purpose.Contains(word, StringComparison.OrdinalIgnoreCase)));
}
