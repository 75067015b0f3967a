using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Tests.Storage;

/// <summary>Takes a multipart/mixed transaction apart into its requests.</summary>
internal static partial class BatchParser
{
    private const string Blank = "\r\n\r\n";

    public static IReadOnlyList<WireRequest> Parse(WireRequest request)
    {
        var changeset = Parts(Encoding.UTF8.GetString(request.Body.Span), request.Header("Content-Type")).FirstOrDefault() ?? throw Invalid();
        var (headers, body) = Split(changeset);
        return [.. Parts(body, headers.GetValueOrDefault("Content-Type")).Select(ReadRequest)];
    }

    private static Refusal Invalid() => new(400, "InvalidInput", "One of the request inputs is not valid.");

    private static IEnumerable<string> Parts(string body, string? contentType)
    {
        var boundary = Boundary().Match(contentType ?? "");
        if (!boundary.Success) throw Invalid();
        return body.Split("--" + boundary.Groups[1].Value)[1..]
            .TakeWhile(part => !part.StartsWith("--", StringComparison.Ordinal))
            .Select(part => part["\r\n".Length..]);
    }

    private static WireRequest ReadRequest(string part)
    {
        var (_, http) = Split(part);
        var lineEnd = http.IndexOf("\r\n", StringComparison.Ordinal);
        if (lineEnd < 0 || http[..lineEnd].Split(' ') is not [var method, var url, ..] || !Uri.TryCreate(url, UriKind.Absolute, out var uri)) throw Invalid();
        var (headers, body) = Split(http[(lineEnd + 2)..]);
        return WireRequest.Parse(method, uri, headers, Encoding.UTF8.GetBytes(body.TrimEnd('\r', '\n')));
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string text)
    {
        var blank = text.IndexOf(Blank, StringComparison.Ordinal);
        if (blank < 0) throw Invalid();
        var headers = text[..blank].Split("\r\n").Select(line => line.Split(':', 2)).Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        return (headers, text[(blank + Blank.Length)..]);
    }

    [GeneratedRegex("boundary=\"?([^\";]+)\"?")]
    private static partial Regex Boundary();
}
