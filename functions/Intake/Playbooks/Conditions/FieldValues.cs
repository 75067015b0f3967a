using System.Collections.Immutable;

namespace Intake.Playbooks.Conditions;

/// <summary>What the fields hold for one lead, person or activity: filled scope by scope, asked by conditions. What was not set is unknown.</summary>
public sealed class FieldValues
{
    /// <summary>Numbers are kept in hundredths, so that no rounding is in a comparison.</summary>
    public const long Scale = 100;

    private readonly Slot[] slots = new Slot[Fields.All.Length];

    /// <summary>What a form's own fields hold, by name.</summary>
    public ImmutableSortedDictionary<string, string> OfForm { get; set; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Sets a text; null is unknown.</summary>
    public void Set(Field field, string? text) => slots[field.Index] = new Slot(string.IsNullOrWhiteSpace(text) ? null : text.Trim(), 0, null);

    /// <summary>Sets a whole number; null is unknown.</summary>
    public void Set(Field field, long? number) => SetHundredths(field, number * Scale);

    /// <summary>Sets a number in hundredths; null is unknown.</summary>
    public void SetHundredths(Field field, long? hundredths) => slots[field.Index] = new Slot(null, hundredths ?? 0, null) { IsKnown = hundredths is not null };

    /// <summary>Sets true or false.</summary>
    public void Set(Field field, bool flag) => slots[field.Index] = new Slot(null, flag ? 1 : 0, null) { IsKnown = true };

    /// <summary>Sets several words.</summary>
    public void Set(Field field, ImmutableArray<string> words) => slots[field.Index] = new Slot(null, 0, words.IsDefault ? [] : words);

    /// <summary>A text; null where it is unknown.</summary>
    internal string? Text(Field field) => field.Index < 0 ? OfForm.GetValueOrDefault(field.Name[Fields.OfForm.Length..]) : slots[field.Index].Text;

    /// <summary>Whether anything is known of a field; a list that is empty is known.</summary>
    internal bool IsKnown(Field field) => field.Type switch
    {
        ValueType.Text => Text(field) is not null,
        ValueType.Number => slots[field.Index].IsKnown,
        ValueType.List => slots[field.Index].Words is not null,
        _ => true,
    };

    /// <summary>The slot of a field of the registry.</summary>
    internal ref readonly Slot At(int index) => ref slots[index];

    /// <summary>What one field holds.</summary>
    internal readonly record struct Slot(string? Text, long Number, ImmutableArray<string>? Words)
    {
        /// <summary>Whether the number or the flag is known.</summary>
        public bool IsKnown { get; init; }
    }
}
