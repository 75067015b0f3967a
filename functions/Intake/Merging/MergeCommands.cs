using Intake.Accounts;
using Intake.Commands;

namespace Intake.Merging;

/// <summary>Two addresses are one person's, or two accounts are one company's.</summary>
public sealed record MergeCommand : Command
{
    /// <summary>The account that is left.</summary>
    public required string Source { get; init; }

    /// <summary>The account that they come to.</summary>
    public required string Target { get; init; }

    /// <summary>On what it rests: one of <see cref="MergeEvidence"/>.</summary>
    public required string Evidence { get; init; }

    /// <summary>The person that moves; null where all of the account goes.</summary>
    public string? Person { get; init; }

    /// <summary>Of whom the person becomes another address.</summary>
    public string? AliasOf { get; init; }

    /// <summary>The company that the target is opened with when there is no such account yet.</summary>
    public Company? Company { get; init; }
}

/// <summary>A merge was a mistake.</summary>
public sealed record UndoMergeCommand : Command
{
    /// <summary>The account that was left.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the merge.</summary>
    public required string Merge { get; init; }
}
