using System.Collections.Immutable;

namespace Intake.Playbooks.Conditions;

/// <summary>A condition of the playbook, compiled once. Of what is unknown every comparison is false.</summary>
public abstract class Condition
{
    /// <summary>What it asks about.</summary>
    public abstract Scopes Reads { get; }

    /// <summary>Whether it holds.</summary>
    public abstract bool Holds(FieldValues values);

    /// <summary>The conditions that must all hold for it to hold.</summary>
    internal virtual ImmutableArray<Condition> Conjuncts => [this];

    /// <summary>The numbers, in hundredths, at which what is asked of a field turns.</summary>
    internal virtual IEnumerable<(Field Field, long At)> Turns => [];

    /// <summary>The fields it asks; one that is asked twice may come twice.</summary>
    internal virtual IEnumerable<Field> Asks => [];

    /// <summary>The words that a field is compared with.</summary>
    internal virtual IEnumerable<(Field Field, string Word)> Words => [];

    /// <summary>All of several; null where there is none.</summary>
    internal static Condition? AllOf(IEnumerable<Condition> conditions) =>
        conditions.ToImmutableArray() is not [] and var all ? all is [var one] ? one : new AllCondition(all) : null;
}

/// <summary>Holds when all do.</summary>
internal sealed class AllCondition(ImmutableArray<Condition> parts) : Condition
{
    private readonly ValueRange[] ranges = [.. parts.SelectMany(part => part.Conjuncts).OfType<InRange>().Select(part => part.Range)];
    private readonly Condition[] others = [.. parts.SelectMany(part => part.Conjuncts).Where(part => part is not InRange)];

    public override Scopes Reads { get; } = parts.Aggregate(Scopes.None, (scopes, part) => scopes | part.Reads);

    internal override ImmutableArray<Condition> Conjuncts { get; } = [.. parts.SelectMany(part => part.Conjuncts)];

    internal override IEnumerable<(Field Field, long At)> Turns => Conjuncts.SelectMany(part => part.Turns);

    internal override IEnumerable<Field> Asks => Conjuncts.SelectMany(part => part.Asks);

    internal override IEnumerable<(Field Field, string Word)> Words => Conjuncts.SelectMany(part => part.Words);

    // The order does not matter, so what costs least comes first.
    public override bool Holds(FieldValues values)
    {
        var numbers = values.Numbers;
        foreach (ref readonly var range in ranges.AsSpan())
            if (!range.Holds(numbers)) return false;
        foreach (var part in others)
            if (!part.Holds(values)) return false;
        return true;
    }
}

/// <summary>Holds when one does.</summary>
internal sealed class AnyCondition(ImmutableArray<Condition> parts) : Condition
{
    public override Scopes Reads { get; } = parts.Aggregate(Scopes.None, (scopes, part) => scopes | part.Reads);

    internal override IEnumerable<(Field Field, long At)> Turns => parts.SelectMany(part => part.Turns);

    internal override IEnumerable<Field> Asks => parts.SelectMany(part => part.Asks);

    internal override IEnumerable<(Field Field, string Word)> Words => parts.SelectMany(part => part.Words);

    public override bool Holds(FieldValues values)
    {
        foreach (var part in parts)
            if (part.Holds(values)) return true;
        return false;
    }
}

/// <summary>Holds when the other does not.</summary>
internal sealed class NotCondition(Condition part) : Condition
{
    public override Scopes Reads => part.Reads;

    internal override IEnumerable<(Field Field, long At)> Turns => part.Turns;

    internal override IEnumerable<Field> Asks => part.Asks;

    internal override IEnumerable<(Field Field, string Word)> Words => part.Words;

    public override bool Holds(FieldValues values) => !part.Holds(values);
}
