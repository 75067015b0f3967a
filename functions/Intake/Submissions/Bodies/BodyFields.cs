using System.Collections.Immutable;

namespace Intake.Submissions.Bodies;

/// <summary>The fields of a body, cleaned, by name.</summary>
/// <param name="Values">Value by name; several of one name are joined by a comma.</param>
/// <param name="Repeated">Names that came more than once, which HTML allows for checkboxes and the reader may refuse.</param>
public sealed record BodyFields(ImmutableSortedDictionary<string, string> Values, ImmutableSortedSet<string> Repeated)
{
    /// <summary>No fields.</summary>
    public static readonly BodyFields None = new(
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal),
        ImmutableSortedSet.Create<string>(StringComparer.Ordinal));

    /// <summary>The value of a field; null when it is absent or empty.</summary>
    public string? this[string name] => Values.TryGetValue(name, out var value) && value.Length > 0 ? value : null;
}
