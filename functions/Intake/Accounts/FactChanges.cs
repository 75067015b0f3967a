using System.Collections.Immutable;

namespace Intake.Accounts;

/// <summary>A fact that got another value. Kept with all others of the same commit in the row <c>z:fact:{revision}</c>, those of a person in one of
/// their own.</summary>
/// <param name="Name">Name of the fact.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it is.</param>
/// <param name="At">When that was told.</param>
/// <param name="By">Who told it.</param>
public sealed record FactChange(string Name, string From, string To, DateTimeOffset At, string By)
{
    /// <summary>Id of the person whose fact it is; null for the account's.</summary>
    public string? Person { get; init; }

    /// <summary>What was said with it.</summary>
    public string? Note { get; init; }
}

/// <summary>Finds the facts that changed.</summary>
internal static class FactChanges
{
    /// <summary>Those known before whose value is another now; a fact told for the first time is no change.</summary>
    /// <param name="before">What was known.</param>
    /// <param name="after">What is.</param>
    /// <param name="person">Whose facts; null for an account's.</param>
    public static ImmutableArray<FactChange> Between(
        ImmutableSortedDictionary<string, Fact>? before, ImmutableSortedDictionary<string, Fact> after, string? person = null) =>
    [
        .. from known in before ?? Facts.None
           let now = after[known.Key]
           where now.Value != known.Value.Value
           select new FactChange(known.Key, known.Value.Value, now.Value, now.At, now.By) { Person = person },
    ];
}
