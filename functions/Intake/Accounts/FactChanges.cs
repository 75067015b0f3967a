using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A fact that got another value. Kept in the row <c>z:fact:{revision}</c> with all others of the same commit.</summary>
/// <param name="Name">Name of the fact.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it is.</param>
/// <param name="At">When that was told.</param>
/// <param name="By">Who told it.</param>
public sealed record FactChange(string Name, string From, string To, DateTimeOffset At, string By)
{
    /// <summary>Id of the person whose fact it is, where nothing else in the commit tells.</summary>
    public string? Person { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }
}

/// <summary>Finds the facts that changed.</summary>
internal static class FactChanges
{
    /// <summary>Those known before whose value is another now; a fact told for the first time is no change.</summary>
    public static ImmutableArray<FactChange> Between(ImmutableSortedDictionary<string, Fact>? before, ImmutableSortedDictionary<string, Fact> after) =>
    [
        .. from known in before ?? Facts.None
           let now = after[known.Key]
           where now.Value != known.Value.Value
           select new FactChange(known.Key, known.Value.Value, now.Value, now.At, now.By),
    ];
}
