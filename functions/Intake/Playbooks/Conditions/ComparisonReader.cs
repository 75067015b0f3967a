using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Playbooks.Reading;

namespace Intake.Playbooks.Conditions;

/// <summary>Reads what is asked of one field. Several operators must all hold, as in <c>"gte": 50, "lt": 250</c>.</summary>
internal static class ComparisonReader
{
    private const int MaxPattern = 200;

    private static readonly FrozenDictionary<ValueType, ImmutableArray<string>> Operators = new Dictionary<ValueType, ImmutableArray<string>>
    {
        [ValueType.Text] = ["eq", "in", "matches", "known"],
        [ValueType.Number] = ["eq", "in", "gt", "gte", "lt", "lte", "known"],
        [ValueType.Flag] = ["eq"],
        [ValueType.List] = ["contains", "in", "known"],
    }.ToFrozenDictionary();

    public static Condition? Read(Node node, Scopes allowed)
    {
        var name = node.Text("field");
        var field = Fields.Find(name);
        if (field is null || (field.Scope & allowed) == 0)
        {
            node.Problem("field", field is null
                ? $"there is no field \"{name}\"{Suggestion(name)}"
                : $"\"{name}\" cannot be asked here, only what is about {string.Join(", ", Words(allowed))}");
            node.ReadOn();
            return null;
        }
        var known = Operators[field.Type];
        var given = known.Where(node.Has).ToList();
        if (given.Count == 0) node.Problem("field", $"\"{name}\" needs one of {string.Join(", ", known)}");
        return Condition.AllOf(given.Select(asked => Operator(node, field, asked)).OfType<Condition>());
    }

    private static Comparison? Operator(Node node, Field field, string asked) => (field.Type, asked) switch
    {
        (ValueType.Text, "eq") => node.Text(asked) is { Length: > 0 } text ? OneOf(field, Set([text])) : null,
        (ValueType.Text, "in") => Words(node, asked) is { } words ? OneOf(field, words) : null,
        (ValueType.Text, "matches") => Pattern(node, asked) is { } pattern ? new TextMatches(field, pattern) : null,
        (ValueType.Number, "in") => Numbers(node, asked) is { } numbers ? new NumberIn(field, numbers) : null,
        (ValueType.Flag, _) => InRange.Flag(field, node.Flag(asked)),
        (ValueType.List, "contains") => node.Text(asked) is { Length: > 0 } word ? new ListContains(field, Set([word])) : null,
        (ValueType.List, "in") => Words(node, asked) is { } words ? new ListContains(field, words) : null,
        (_, "known") => IsOfForm(field) ? new TextKnown(field, node.Flag(asked)) : InRange.Known(field, node.Flag(asked)),
        _ => Number(node, asked) is { } number ? Between(field, asked, number) : null,
    };

    private static InRange Between(Field field, string asked, long number) => asked switch
    {
        "eq" => new(field, number, number),
        "gt" => new(field, number + 1, long.MaxValue),
        "gte" => new(field, number, long.MaxValue),
        "lt" => new(field, InRange.Least, number - 1),
        _ => new(field, InRange.Least, number),
    };

    private static Comparison OneOf(Field field, FrozenSet<string> texts)
    {
        if (IsOfForm(field)) return new TextIn(field, texts);
        var symbols = texts.Select(Symbols.Of).ToFrozenSet();
        return symbols.Count == 1
            ? new InRange(field, symbols.Items[0], symbols.Items[0]) { Text = texts.Items[0] } : new NumberIn(field, symbols) { Texts = [.. texts] };
    }

    // Only what the registry has is kept as a number too.
    private static bool IsOfForm(Field field) => field.Index < 0;

    private static FrozenSet<string>? Words(Node node, string name)
    {
        var words = node.Texts(name, required: true);
        if (words.IsEmpty) node.Problem(name, "needs at least one text");
        return words.IsEmpty ? null : Set(words);
    }

    private static FrozenSet<string> Set(IEnumerable<string> words) => words.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static Regex? Pattern(Node node, string name)
    {
        var text = node.Text(name);
        if (text.Length == 0) return null;
        try
        {
            if (text.Length <= MaxPattern) return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
            node.Problem(name, $"is longer than {MaxPattern}");
        }
        catch (Exception wrong) when (wrong is ArgumentException or NotSupportedException)
        {
            node.Problem(name, $"\"{text}\" is no regular expression without look-around and back references");
        }
        return null;
    }

    private static FrozenSet<long>? Numbers(Node node, string name)
    {
        if (node.Raw(name) is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
        {
            node.Problem(name, "must be a list of numbers");
            return null;
        }
        var numbers = new HashSet<long>();
        foreach (var (index, item) in list.EnumerateArray().Index())
        {
            if (Hundredths(item) is { } number) numbers.Add(number);
            else node.Problem($"{name}[{index}]", "must be a number with at most two decimals");
        }
        return numbers.ToFrozenSet();
    }

    private static long? Number(Node node, string name)
    {
        if (node.Raw(name) is { } given && Hundredths(given) is { } number) return number;
        node.Problem(name, "must be a number with at most two decimals");
        return null;
    }

    private static long? Hundredths(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetDecimal(out var number) && Math.Abs(number) <= 1_000_000_000_000m
        && number * FieldValues.Scale is var scaled && scaled == decimal.Truncate(scaled)
            ? (long)scaled : null;

    private static IEnumerable<string> Words(Scopes scopes) =>
        Enum.GetValues<Scopes>().Where(scope => scope is not (Scopes.None or Scopes.State) && scopes.HasFlag(scope)).Select(scope => scope.ToString().ToLowerInvariant());

    // Most wrong names are a known one in another scope or case; of the others it helps to see what there is.
    private static string Suggestion(string name)
    {
        var last = name[(name.LastIndexOf('.') + 1)..];
        var near = Fields.All.FirstOrDefault(field => string.Equals(field.Name[(field.Name.IndexOf('.', StringComparison.Ordinal) + 1)..], last, StringComparison.OrdinalIgnoreCase));
        if (near is not null) return $"; there is \"{near.Name}\"";
        var beside = Fields.All.Where(field => name.StartsWith($"{field.Scope}.", StringComparison.OrdinalIgnoreCase)).Select(field => field.Name).ToList();
        return beside.Count == 0 ? "" : $"; there are {string.Join(", ", beside)}";
    }
}
