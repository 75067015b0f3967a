using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Intake.Http;

/// <summary>What a request tells about who sent it.</summary>
internal static class Caller
{
    /// <summary>Whether a browser asks for a page: <c>text/html</c> by name, and not less than JSON.</summary>
    public static bool WantsPage(HttpRequest request)
    {
        var page = Quality(request, "text/html", "application/xhtml+xml");
        return page > 0 && page >= Quality(request, "application/json", "application/problem+json");
    }

    /// <summary>Whether somebody asks for plain text: by name, and more than JSON, for some programs always name both.</summary>
    public static bool WantsText(HttpRequest request) => Quality(request, "text/plain") > Quality(request, "application/json", "application/problem+json");

    private static double Quality(HttpRequest request, params ReadOnlySpan<string> types)
    {
        if (!MediaTypeHeaderValue.TryParseList(List(request.Headers.Accept), out var accepted)) return 0;
        var best = 0.0;
        foreach (var accept in accepted)
            if (types.Contains(accept.MediaType.Value, StringComparer.OrdinalIgnoreCase)) best = Math.Max(best, accept.Quality ?? 1);
        return best;
    }

    /// <summary>Two letters of the language that the browser likes best; null when it does not say.</summary>
    public static string? Language(HttpRequest request)
    {
        var asked = request.Query["lang"].ToString();
        if (IsCode(asked)) return asked;
        if (!StringWithQualityHeaderValue.TryParseList(List(request.Headers.AcceptLanguage), out var languages)) return null;
        return languages.OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0].ToLowerInvariant()).FirstOrDefault(IsCode);
    }

    /// <summary>The client's own key; null when it sent none.</summary>
    public static string? IdempotencyKey(HttpRequest request) =>
        request.Headers.TryGetValue("Idempotency-Key", out var key) ? key.ToString() : null;

    /// <summary>The key of a tester; null when none was sent.</summary>
    public static string? TestKey(HttpRequest request) =>
        request.Headers.TryGetValue(Submissions.Testers.Header, out var key) ? key.ToString() : null;

    private static List<string> List(StringValues values) => [.. values.OfType<string>()];

    private static bool IsCode(string? language) => language is { Length: 2 } && language.All(char.IsAsciiLetterLower);
}
