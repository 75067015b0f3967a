using System.Collections.Immutable;

namespace Intake.Submissions.Imports;

/// <summary>What a row of a file is.</summary>
/// <param name="Row">Its number as a spreadsheet shows it.</param>
/// <param name="Posting">What it says, or what is wrong with it; null for a row that is left out.</param>
internal sealed record ImportItem(int Row, Parsed<Posting>? Posting)
{
    /// <summary>What was kept without being understood.</summary>
    public ImmutableArray<FieldError> Notes { get; init; } = [];

    /// <summary>Hash of all that it says: another row with the same says nothing new.</summary>
    public string? Content { get; init; }
}
