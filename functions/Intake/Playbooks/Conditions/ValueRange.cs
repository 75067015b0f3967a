namespace Intake.Playbooks.Conditions;

/// <summary>From one number to another, both included, asked of a field: nearly all that conditions ask is such a range, and a range is one comparison.</summary>
internal readonly struct ValueRange(int index, long from, long to)
{
    // How far a number is above the first one, without its sign: what is below is far above.
    private readonly ulong width = (ulong)to - (ulong)from;

    /// <summary>Holds of whatever is known or not.</summary>
    public static ValueRange Any { get; } = new(0, long.MinValue, long.MaxValue);

    /// <summary>Whether it holds of the numbers of <see cref="FieldValues"/>.</summary>
    public bool Holds(ReadOnlySpan<long> numbers) => (ulong)numbers[index] - (ulong)from <= width;
}
