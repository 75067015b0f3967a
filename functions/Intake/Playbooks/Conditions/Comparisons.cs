using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace Intake.Playbooks.Conditions;

/// <summary>A condition on one field.</summary>
internal abstract class Comparison(Field about) : Condition
{
    protected Field Field { get; } = about;

    public override Scopes Reads => Field.Scope;

    internal override IEnumerable<Field> Asks => [Field];
}

/// <summary>A text is this one.</summary>
internal sealed class TextIs(Field about, string text) : Comparison(about)
{
    internal override IEnumerable<(Field Field, string Word)> Words => [(Field, text)];

    public override bool Holds(FieldValues values) => string.Equals(values.Text(Field), text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>A text is one of several.</summary>
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

/// <summary>A text is known, or not.</summary>
internal sealed class TextKnown(Field about, bool known) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.Text(Field) is not null == known;
}

/// <summary>A number is from one to another, both included; in hundredths.</summary>
internal sealed class NumberBetween(Field about, long from, long to) : Comparison(about)
{
    internal override IEnumerable<(Field Field, long At)> Turns =>
        new[] { from, to < long.MaxValue ? to + 1 : to }.Where(at => at is not (long.MinValue or long.MaxValue)).Select(at => (Field, at));

    public override bool Holds(FieldValues values)
    {
        ref readonly var slot = ref values.At(Field.Index);
        return slot.IsKnown && slot.Number >= from && slot.Number <= to;
    }
}

/// <summary>A number is one of several.</summary>
internal sealed class NumberIn(Field about, FrozenSet<long> numbers) : Comparison(about)
{
    internal override IEnumerable<(Field Field, long At)> Turns => numbers.Order().Select(at => (Field, at));

    public override bool Holds(FieldValues values)
    {
        ref readonly var slot = ref values.At(Field.Index);
        return slot.IsKnown && numbers.Contains(slot.Number);
    }
}

/// <summary>A number is known, or not.</summary>
internal sealed class NumberKnown(Field about, bool known) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.At(Field.Index).IsKnown == known;
}

/// <summary>Something is so, or is not.</summary>
internal sealed class FlagIs(Field about, bool flag) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.At(Field.Index).Number != 0 == flag;
}

/// <summary>A list has one of several words.</summary>
internal sealed class ListContains(Field about, FrozenSet<string> words) : Comparison(about)
{
    public override bool Holds(FieldValues values)
    {
        foreach (var word in values.At(Field.Index).Words ?? [])
            if (words.Contains(word)) return true;
        return false;
    }
}

/// <summary>A list has words, or has none.</summary>
internal sealed class ListKnown(Field about, bool known) : Comparison(about)
{
    public override bool Holds(FieldValues values) => values.At(Field.Index).Words is { Length: > 0 } == known;
}
