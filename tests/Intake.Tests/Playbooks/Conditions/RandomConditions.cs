using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CsCheck;
using Intake.Playbooks.Conditions;

namespace Intake.Tests.Playbooks.Conditions;

/// <summary>Random conditions as JSON, random values, and a reading of the first by the second that knows nothing of how they are compiled.</summary>
internal static class RandomConditions
{
    private static readonly string[] Words = ["a", "A", "ab", "b", "é", "long word"];
    private static readonly string[] Patterns = ["^a", "b$", ".", "^$", "[^a]", "A|é", "(ab)+"];
    private static readonly string[] Texts = ["account.industry", "person.function", "activity.content", "activity.fields.note"];
    private static readonly string[] Numbers = ["account.staff", "score.total"];
    private static readonly string[] Flags = ["person.left", "account.company"];
    private static readonly string[] Lists = ["account.owns", "account.domains"];

    /// <summary>At most so deep.</summary>
    public static Gen<string> Condition(int depth) => depth == 1 ? Leaf : Gen.Int[0, 5].SelectMany(kind => kind switch
    {
        0 => Condition(depth - 1).Select(part => $$"""{"not": {{part}}}"""),
        1 or 2 => Condition(depth - 1).Array[1, 3].Select(parts => $$"""{"all": [{{string.Join(",", parts)}}]}"""),
        3 or 4 => Condition(depth - 1).Array[1, 3].Select(parts => $$"""{"any": [{{string.Join(",", parts)}}]}"""),
        _ => Leaf,
    });

    /// <summary>By name: a text, a number, a flag or a list; what is not in it is unknown.</summary>
    public static Gen<Dictionary<string, object>> Values { get; } = Gen.Select(
        Known(Texts, Pick(Words).Select(word => (object)word)), Known(Numbers, Number.Select(number => (object)number)),
        Known(Flags, Gen.Bool.Select(flag => (object)flag)), Known(Lists, Pick(Words).Array[0, 3].Select(words => (object)words)))
        .Select((texts, numbers, flags, lists) => new[] { texts, numbers, flags, lists }.SelectMany(each => each).ToDictionary());

    public static FieldValues Filled(Dictionary<string, object> known)
    {
        var values = new FieldValues();
        foreach (var (name, value) in known)
        {
            if (name.StartsWith(Fields.OfForm, StringComparison.Ordinal)) values.OfForm = values.OfForm.Add(name[Fields.OfForm.Length..], (string)value);
            else if (value is string text) values.Set(Fields.Find(name)!, text);
            else if (value is decimal number) values.SetHundredths(Fields.Find(name)!, (long)(number * 100));
            else if (value is bool flag) values.Set(Fields.Find(name)!, flag);
            else values.Set(Fields.Find(name)!, ((string[])value).ToImmutableArray());
        }
        return values;
    }

    public static bool Naive(JsonElement condition, Dictionary<string, object> known)
    {
        if (condition.TryGetProperty("all", out var all)) return all.EnumerateArray().All(part => Naive(part, known));
        if (condition.TryGetProperty("any", out var any)) return any.EnumerateArray().Any(part => Naive(part, known));
        if (condition.TryGetProperty("not", out var not)) return !Naive(not, known);
        var value = known.GetValueOrDefault(condition.GetProperty("field").GetString()!);
        return condition.EnumerateObject().Where(asked => asked.Name != "field").All(asked => Naive(asked.Name, asked.Value, value));
    }

    private static bool Naive(string asked, JsonElement than, object? value) => (asked, value) switch
    {
        ("known", string[] words) => words.Length > 0 == than.GetBoolean(),
        ("known", _) => value is not null == than.GetBoolean(),
        ("eq", null or bool) when than.ValueKind is JsonValueKind.True or JsonValueKind.False => (value as bool? ?? false) == than.GetBoolean(),
        (_, null) => false,
        ("eq", string text) => Same(text, than.GetString()!),
        ("matches", string text) => Regex.IsMatch(text, than.GetString()!, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant),
        ("in", string text) => than.EnumerateArray().Any(one => Same(text, one.GetString()!)),
        ("in", decimal number) => than.EnumerateArray().Any(one => one.GetDecimal() == number),
        ("in", string[] words) => than.EnumerateArray().Any(one => words.Any(word => Same(word, one.GetString()!))),
        ("contains", string[] words) => words.Any(word => Same(word, than.GetString()!)),
        ("eq", decimal number) => number == than.GetDecimal(),
        ("gt", decimal number) => number > than.GetDecimal(),
        ("gte", decimal number) => number >= than.GetDecimal(),
        ("lt", decimal number) => number < than.GetDecimal(),
        ("lte", decimal number) => number <= than.GetDecimal(),
        _ => throw new InvalidOperationException($"{asked} of {value}"),
    };

    private static Gen<decimal> Number => Gen.Int[-300, 300].Select(hundredths => hundredths / 100m);

    private static Gen<string> Leaf => Gen.OneOf(
        Leaves(Texts, Pick(Words).Select(word => $"\"eq\": \"{word}\""), Pick(Words).Array[1, 3].Select(words => $"\"in\": [{Quoted(words)}]"),
            Pick(Patterns).Select(pattern => $"\"matches\": \"{pattern}\""), IsKnown),
        Leaves(Numbers, Gen.Select(Pick("eq", "gt", "gte", "lt", "lte"), Number).Select((asked, number) => $"\"{asked}\": {Written(number)}"),
            Number.Array[1, 3].Select(numbers => $"\"in\": [{string.Join(",", numbers.Select(Written))}]"),
            Gen.Select(Number, Number).Select((from, to) => $"\"gte\": {Written(from)}, \"lt\": {Written(to)}"), IsKnown),
        Leaves(Flags, Gen.Bool.Select(flag => flag ? "\"eq\": true" : "\"eq\": false")),
        Leaves(Lists, Pick(Words).Select(word => $"\"contains\": \"{word}\""), Pick(Words).Array[1, 3].Select(words => $"\"in\": [{Quoted(words)}]"), IsKnown));

    private static Gen<string> IsKnown => Gen.Bool.Select(known => known ? "\"known\": true" : "\"known\": false");

    private static Gen<string> Leaves(string[] fields, params Gen<string>[] asked) =>
        Gen.Select(Pick(fields), Gen.OneOf(asked)).Select((field, what) => $$"""{"field": "{{field}}", {{what}}}""");

    private static Gen<KeyValuePair<string, object>[]> Known(string[] names, Gen<object> value) =>
        Gen.Select(Gen.Bool.Array[names.Length], value.Array[names.Length]).Select((known, values) =>
            names.Select((name, index) => KeyValuePair.Create(name, values[index])).Where((_, index) => known[index]).ToArray());

    private static Gen<T> Pick<T>(params T[] all) => Gen.Int[0, all.Length - 1].Select(index => all[index]);

    private static string Quoted(string[] words) => string.Join(",", words.Select(word => $"\"{word}\""));

    private static string Written(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
