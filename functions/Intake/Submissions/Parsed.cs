using System.Diagnostics.CodeAnalysis;

namespace Intake.Submissions;

/// <summary>What parsing gave: a value or the reason why there is none.</summary>
/// <typeparam name="T">What was to be parsed.</typeparam>
public sealed record Parsed<T>
    where T : class
{
    private Parsed(T? value, Rejection? rejection) => (Value, Rejection) = (value, rejection);

    /// <summary>The value; null when it was rejected.</summary>
    public T? Value { get; }

    /// <summary>The reason; null when there is a value.</summary>
    public Rejection? Rejection { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Rejection))]
    public bool IsValid => Rejection is null;

    /// <summary>A value.</summary>
    public static implicit operator Parsed<T>(T value) => new(value, null);

    /// <summary>A rejection.</summary>
    public static implicit operator Parsed<T>(Rejection rejection) => new(null, rejection);
}
