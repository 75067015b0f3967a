using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Accounts.Imports;

/// <summary>A row of a file of companies.</summary>
/// <param name="Number">Its number: as a spreadsheet shows it or, in JSON, its place in the list, from 1.</param>
/// <param name="Company">What it says; null when it cannot be read.</param>
/// <param name="Errors">What is wrong with it.</param>
internal sealed record BookRow(int Number, Company? Company, ImmutableArray<Problem> Errors)
{
    /// <summary>The id that it gives, also where something else is wrong; null for none.</summary>
    public string? Id { get; init; } = Company?.Id;
}

/// <summary>A company to write.</summary>
/// <param name="Row">The row that says so; null when it is missing from the file.</param>
/// <param name="Company">The company.</param>
/// <param name="Hash">Hash of what is said about it.</param>
/// <param name="IsNew">Whether the book is without it.</param>
internal sealed record BookChange(BookRow? Row, Company Company, string Hash, bool IsNew);
