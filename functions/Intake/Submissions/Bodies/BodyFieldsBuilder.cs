using System.Collections.Immutable;

namespace Intake.Submissions.Bodies;

/// <summary>Collects fields one by one, within limits that no real form reaches.</summary>
internal sealed class BodyFieldsBuilder
{
    private const int MaxFields = 250, MaxNameLength = 200;

    private readonly ImmutableSortedDictionary<string, string>.Builder values =
        ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);

    private readonly ImmutableSortedSet<string>.Builder repeated = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);

    private int count;

    /// <summary>Why the body is refused; null while it is not.</summary>
    public Rejection? Rejection { get; private set; }

    /// <summary>Adds a field. False when the body is refused.</summary>
    public bool Add(string rawName, string rawValue)
    {
        var name = FieldText.SingleLine(rawName);
        if (name.Length == 0 && rawValue.Length == 0) return true;
        if (name.Length is 0 or > MaxNameLength) return Refuse("A field has no name, or one that is too long.");
        // A repeated name counts each time, for its values are joined one by one.
        if (++count > MaxFields) return Refuse($"More than {MaxFields} fields.");

        var value = FieldText.Clean(rawValue);
        if (values.TryAdd(name, value)) return true;
        repeated.Add(name);
        values[name] = $"{values[name]}, {value}";
        return true;
    }

    /// <summary>The fields.</summary>
    public BodyFields Build() => new(values.ToImmutable(), repeated.ToImmutable());

    private bool Refuse(string why)
    {
        Rejection = new Rejection(RejectionKind.Malformed, why);
        return false;
    }
}
