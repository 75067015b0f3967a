using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Tests.Storage;

/// <summary>Reads the OData filters that tables take: comparisons of a property with a literal, joined by and, or, not and parentheses.</summary>
internal sealed partial class FilterParser
{
    // Azure's documented limit for one filter.
    private const int MaxComparisons = 15;
    private static readonly Dictionary<string, string> Mirrored = new()
    {
        ["eq"] = "eq", ["ne"] = "ne", ["gt"] = "lt", ["ge"] = "le", ["lt"] = "gt", ["le"] = "ge",
    };

    private readonly List<string> tokens;
    private int next;
    private int comparisons;

    private FilterParser(string text) => tokens = Tokens(text);

    private string? Peek => next < tokens.Count ? tokens[next] : null;

    public static Filter Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return Filter.All;
        var parser = new FilterParser(text);
        var filter = parser.Or();
        return parser.Peek is null ? filter : throw Invalid();
    }

    private static Refusal Invalid() => new(400, "InvalidInput", "The query condition specified in the request is invalid.");

    private static List<string> Tokens(string text)
    {
        List<string> found = [];
        var at = 0;
        while (at < text.Length)
        {
            var match = Token().Match(text, at);
            if (!match.Success) throw Invalid();
            if (!string.IsNullOrWhiteSpace(match.Value)) found.Add(match.Value);
            at += match.Length;
        }

        return found;
    }

    private string Take() => Peek is null ? throw Invalid() : tokens[next++];

    private bool Skip(string token)
    {
        if (Peek != token) return false;
        next++;
        return true;
    }

    private Filter Or()
    {
        var left = And();
        while (Skip("or")) left = new Filter.Either(left, And());
        return left;
    }

    private Filter And()
    {
        var left = Unary();
        while (Skip("and")) left = new Filter.Both(left, Unary());
        return left;
    }

    private Filter Unary()
    {
        if (Skip("not")) return new Filter.Not(Unary());
        if (!Skip("(")) return Comparison();
        var inner = Or();
        return Skip(")") ? inner : throw Invalid();
    }

    private Filter.Comparison Comparison()
    {
        if (++comparisons > MaxComparisons) throw Invalid();
        var left = Take();
        // A property of type bool stands for itself.
        if (Peek is null or "and" or "or" or ")" && Property().IsMatch(left)) return new Filter.Comparison(left, "eq", true);

        var comparison = Take();
        var right = Take();
        if (!Mirrored.TryGetValue(comparison, out var mirrored)) throw Invalid();
        return (Literal(left), Literal(right)) switch
        {
            (null, { } literal) => new Filter.Comparison(left, comparison, literal),
            ({ } literal, null) => new Filter.Comparison(right, mirrored, literal),
            _ => throw Invalid(),
        };
    }

    /// <summary>Value of a literal, or null when the token names a property.</summary>
    private static object? Literal(string token)
    {
        try
        {
            return token switch
            {
                "true" => true,
                "false" => false,
                ['\'', ..] => Quoted(token),
                ['d', 'a', 't', 'e', 't', 'i', 'm', 'e', '\'', ..] => EntityJson.ReadTime(Quoted(token)),
                ['g', 'u', 'i', 'd', '\'', ..] => Guid.Parse(Quoted(token)),
                ['X', '\'', ..] or ['b', 'i', 'n', 'a', 'r', 'y', '\'', ..] => Convert.FromHexString(Quoted(token)),
                _ when Property().IsMatch(token) => null,
                _ => Number(token),
            };
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            throw Invalid();
        }
    }

    private static object Number(string token)
    {
        var culture = CultureInfo.InvariantCulture;
        if (token[^1] is 'L' or 'l') return long.Parse(token[..^1], culture);
        return int.TryParse(token, culture, out var number) ? (object)number : double.Parse(token, culture);
    }

    private static string Quoted(string token)
    {
        var start = token.IndexOf('\'', StringComparison.Ordinal) + 1;
        return token[start..^1].Replace("''", "'", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\G(\s+|[()]|(datetime|guid|binary|X)?'([^']|'')*'|[-+]?\d[\d.]*([eE][-+]?\d+)?[lL]?|[\p{L}_][\p{L}\p{Nd}_]*)")]
    private static partial Regex Token();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_]*$")]
    private static partial Regex Property();
}
