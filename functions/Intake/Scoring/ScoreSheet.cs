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
    public required int[] Days { get; init; }

    /// <summary>By day: how many count; 0 inside the window of an earlier one.</summary>
    public required int[] Counts { get; init; }

    /// <summary>By day: the first day on which it alone counts less than a hundredth.</summary>
    public required int[] Gone { get; init; }

    /// <summary>Every reason that there could be, in the order in which they are shown.</summary>
    public required Template[] Templates { get; init; }

    /// <summary>By template: percent of its component in the score.</summary>
    public required int[] Weights { get; init; }

    /// <summary>By template: whether it stands for a fact that nobody told, which is told even where it is worth nothing.</summary>
    public required bool[] Unknown { get; init; }

    /// <summary>By rule: the template of its cap, or −1 where the lead has nothing of it.</summary>
    public required int[] RuleCaps { get; init; }

    /// <summary>Indexes of <see cref="Templates"/> by rule id, then content.</summary>
    public required int[] ByName { get; init; }

    /// <summary>Where in <see cref="Templates"/> the fixed reasons stand.</summary>
    public required Places Places { get; init; }

    /// <summary>Points of fit and value, with the template they belong to.</summary>
    public required Fixed[] Facts { get; init; }

    /// <summary>Rules of fit and value, with the template they belong to.</summary>
    public required Conditional[] Conditionals { get; init; }

    /// <summary>What their conditions ask, of the account, the lead and its best active person; null where there are none.</summary>
    public required FieldValues? Known { get; init; }

    public required CompiledScoring Rules { get; init; }

    public static ScoreSheet Of(Account account, Lead lead, Playbook playbook) => new ScoreSheetBuilder(account, lead, playbook).Build();
}

/// <summary>One person, one rule, one content.</summary>
/// <param name="Person">Index of the person.</param>
/// <param name="Rule">Index of the rule.</param>
/// <param name="Factor">Points times share in hundredths.</param>
/// <param name="Phase">Index of the phase it tells, or −1.</param>
/// <param name="Start">First of its days.</param>
/// <param name="End">After the last of its days.</param>
/// <param name="Template">The reason it adds to.</param>
/// <param name="Breadth">Whether the person counts for the breadth of the buying group.</param>
internal readonly record struct Line(int Person, int Rule, int Factor, int Phase, int Start, int End, int Template, bool Breadth);

/// <summary>A reason that may come true.</summary>
internal sealed record Template(string Rule, string Component, int Weight, string? Content = null, bool Unknown = false);

/// <summary>Points that do not depend on the day.</summary>
internal readonly record struct Fixed(int Template, int Hundredths, bool OfValue);

/// <summary>Points that count while a condition holds.</summary>
internal readonly record struct Conditional(int Template, Condition When, int Hundredths, bool OfValue);

/// <summary>Indexes of templates: those of the caps by group, and of the phases, are consecutive.</summary>
internal readonly record struct Places(int GroupCaps, int PersonCap, int Breadth, int InterestClamp, int Phases, int FitClamp, int ValueClamp);
