using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Intake.Playbooks.Conditions;

/// <summary>A condition on one field.</summary>
internal abstract class Comparison(Field about) : Condition
{
    protected Field Field { get; } = about;

    public override Scopes Reads => Field.Scope;

    internal override IEnumerable<Field> Asks => [Field];
}

/// <summary>What a field holds, as a number, is from one to another.</summary>
internal sealed class InRange(Field about, long from, long to) : Comparison(about)
{
    /// <summary>Below every number that is known.</summary>
    public const long Least = FieldValues.Unknown + 1;

    /// <summary>The text whose symbol it is; null for what is no text.</summary>
    public string? Text { get; init; }

    internal override IEnumerable<(Field Field, string Word)> Words => Text is null ? [] : [(Field, Text)];

    public ValueRange Range { get; } = new(about.Index, from, to);

    internal override IEnumerable<(Field Field, long At)> Turns => Field.Type != ValueType.Number ? [] :
        new[] { from, to < long.MaxValue ? to + 1 : to }.Where(at => at is not (FieldValues.Unknown or Least or long.MaxValue)).Select(at => (Field, at));

    /// <summary>It is known, or not.</summary>
    public static InRange Known(Field about, bool known) => known ? new(about, Least, long.MaxValue) : new(about, FieldValues.Unknown, FieldValues.Unknown);

    /// <summary>Something is so, or is not; what is unknown is not so.</summary>
    public static InRange Flag(Field about, bool flag) => flag ? new(about, 1, 1) : new(about, FieldValues.Unknown, 0);

    public override bool Holds(FieldValues values) => Range.Holds(values.Numbers);
}

/// <summary>What a field holds, as a number, is one of several.</summary>
internal sealed class NumberIn(Field about, FrozenSet<long> numbers) : Comparison(about)
{
    internal override IEnumerable<(Field Field, long At)> Turns => Field.Type != ValueType.Number ? [] : numbers.Order().Select(at => (Field, at));

    /// <summary>The texts whose symbols they are; none for what is no text.</summary>
    public ImmutableArray<string> Texts { get; init; } = [];

    internal override IEnumerable<(Field Field, string Word)> Words => Texts.Order(StringComparer.Ordinal).Select(text => (Field, text));

    public override bool Holds(FieldValues values) => numbers.Contains(values.Numbers[Field.Index]);
}

/// <summary>A text is one of several. Only for the fields of forms: of others the symbol is asked.</summary>
internal sealed class TextIn(Field about, FrozenSet<string> texts) : Comparison(about)
{
    internal override IEnumerable<(Field Field, string Word)> Words => texts.Order(StringComparer.Ordinal).Select(text => (Field, text));

    public override bool Holds(FieldValues values) => values.Text(Field) is { } text && texts.Contains(text);
}

/// <summary>A text matches a pattern, in time that grows with its length alone.</summary>
internal sealed class TextMatches(Field about, Regex pattern) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.Text(Field) is { } text && pattern.IsMatch(text);
}

/// <summary>A text is known, or not. Only for the fields of forms.</summary>
internal sealed class TextKnown(Field about, bool known) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.Text(Field) is not null == known;
}

/// <summary>A list has one of several words.</summary>
internal sealed class ListContains(Field about, FrozenSet<string> words) : Comparison(about)
{
    public override bool Holds(FieldValues values)
    {
        foreach (var word in values.Words(Field))
            if (words.Contains(word)) return true;
        return false;
    }
}
