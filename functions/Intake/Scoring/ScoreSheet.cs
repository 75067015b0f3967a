using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Scoring;

/// <summary>All of a lead that scoring needs and that does not depend on the day, read once: from here every day's score is arithmetic over arrays.</summary>
internal sealed class ScoreSheet
{
    /// <summary>What one person did by one rule with one content; in order of person, group, rule and content.</summary>
    public required Line[] Lines { get; init; }

    /// <summary>Days of all lines, ascending within a line.</summary>
    public required LineDay[] Days { get; init; }

    /// <summary>Every reason that there could be, in the order in which they are shown: first those of the lines, last those of the facts and of the conditions.</summary>
    public required Template[] Templates { get; init; }

    /// <summary>Where in <see cref="Templates"/> the other reasons stand.</summary>
    public required Places Places { get; init; }

    /// <summary>Points of fit and value, in hundredths, in the order of their templates.</summary>
    public required int[] Facts { get; init; }

    /// <summary>What the facts come to.</summary>
    public required (int Fit, int Value) FactSums { get; init; }

    /// <summary>What conditions of fit and value ask, of the account, the lead and its best active person; null where there are none.</summary>
    public required FieldValues? Known { get; init; }

    public required CompiledScoring Rules { get; init; }

    public static ScoreSheet Of(Account account, Lead lead, Playbook playbook) => new ScoreSheetBuilder(account, lead, playbook).Build();
}

/// <summary>One person, one rule, one content.</summary>
/// <param name="Person">Index of the person.</param>
/// <param name="Group">Index of the rule's group.</param>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Factor">Points times share in hundredths.</param>
/// <param name="Phase">Index of the phase it tells, or −1.</param>
/// <param name="Start">First of its days.</param>
/// <param name="End">After the last of its days.</param>
/// <param name="Template">The reason it adds to.</param>
/// <param name="Cap">The reason of its rule's cap.</param>
/// <param name="Breadth">Whether the person counts for the breadth of the buying group.</param>
internal readonly record struct Line(int Person, int Group, int Rule, int Factor, int Phase, int Start, int End, int Template, int Cap, bool Breadth);

/// <summary>One day of a line.</summary>
/// <param name="Day">The day's number.</param>
/// <param name="Count">How many count; 0 inside the window of an earlier one.</param>
/// <param name="Gone">The first day on which it alone counts less than a hundredth.</param>
internal readonly record struct LineDay(int Day, int Count, int Gone);

/// <summary>A reason that may come true.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Component">What it adds to.</param>
/// <param name="Weight">Percent of the component in the score.</param>
/// <param name="Content">Playbook id of the content; null for none.</param>
/// <param name="Unknown">It stands for a fact that nobody told, which is told even where it is worth nothing.</param>
internal sealed record Template(string Rule, string Component, int Weight, string? Content = null, bool Unknown = false);

/// <summary>Indexes of templates: those of the caps by group, of the phases, of the facts and of the conditions are consecutive.</summary>
internal readonly record struct Places(int GroupCaps, int PersonCap, int Breadth, int InterestClamp, int Phases, int FitClamp, int ValueClamp, int Facts)
{
    /// <summary>As many places further on.</summary>
    public Places After(int count) => new(
        GroupCaps + count, PersonCap + count, Breadth + count, InterestClamp + count, Phases + count, FitClamp + count, ValueClamp + count, Facts + count);
}
