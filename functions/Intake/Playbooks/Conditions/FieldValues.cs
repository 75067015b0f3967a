using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Intake.Playbooks.Conditions;

/// <summary>What the fields hold for one lead, person or activity: filled scope by scope, asked by conditions. What was not set is unknown.
/// It is filled after the conditions that ask it were read: only then the texts that they name are known.</summary>
public sealed class FieldValues
{
    /// <summary>Numbers are kept in hundredths, so that no rounding is in a comparison.</summary>
    public const long Scale = 100;

    /// <summary>Stands for what is unknown: below every number, and so in no range.</summary>
    internal const long Unknown = long.MinValue;

    private readonly long[] numbers = new long[Fields.All.Length];
    private readonly object?[] held = new object?[Fields.All.Length];

    /// <summary>Nothing is known yet.</summary>
    public FieldValues() => numbers.AsSpan().Fill(Unknown);

    /// <summary>What a form's own fields hold, by name.</summary>
    public ImmutableSortedDictionary<string, string> OfForm { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Sets a text; null is unknown.</summary>
    public void Set(Field field, string? text)
    {
        var known = string.IsNullOrWhiteSpace(text) ? null : text.Trim();
        held[field.Index] = known;
        numbers[field.Index] = known is null ? Unknown : Symbols.Find(known);
    }

    /// <summary>Sets a whole number; null is unknown.</summary>
    public void Set(Field field, long? number) => SetHundredths(field, number * Scale);

    /// <summary>Sets a number in hundredths; null is unknown.</summary>
    public void SetHundredths(Field field, long? hundredths) => numbers[field.Index] = hundredths ?? Unknown;

    /// <summary>Sets true or false.</summary>
    public void Set(Field field, bool flag) => numbers[field.Index] = flag ? 1 : 0;

    /// <summary>Sets several words; none is unknown.</summary>
    public void Set(Field field, ImmutableArray<string> words)
    {
        held[field.Index] = ImmutableCollectionsMarshal.AsArray(words);
        numbers[field.Index] = words.IsDefaultOrEmpty ? Unknown : words.Length;
    }

    /// <summary>A text; null where it is unknown.</summary>
    internal string? Text(Field field) => field.Index < 0 ? OfForm.GetValueOrDefault(field.Name[Fields.OfForm.Length..]) : (string?)held[field.Index];

    /// <summary>Whether anything is known of a field; a list that is empty is known.</summary>
    internal bool IsKnown(Field field) => field.Type switch
    {
        ValueType.Text => Text(field) is not null,
        ValueType.Number => numbers[field.Index] != Unknown,
        ValueType.List => held[field.Index] is not null,
        _ => true,
    };

    /// <summary>Several words; none where they are unknown.</summary>
    internal ReadOnlySpan<string> Words(Field field) => (string[]?)held[field.Index];

    /// <summary>By field: a number in hundredths, the <see cref="Symbols">symbol</see> of a text, 1 or 0 for true or false, or how many words there are;
    /// else <see cref="Unknown"/>.</summary>
    internal ReadOnlySpan<long> Numbers => numbers;
}
