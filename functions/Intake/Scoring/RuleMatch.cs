using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Submissions;

namespace Intake.Scoring;

/// <summary>Finds the rules that may count an activity.</summary>
internal static class RuleMatch
{
    /// <summary>Those that fit what was done, up to and with the first that asks nothing of who did it.</summary>
    public static ImmutableArray<Rule> Of(Submission submission, string content, Playbook playbook)
    {
        var found = ImmutableArray<Rule>.Empty;
        FieldValues? values = null;
        foreach (var rule in CompiledScoring.Of(playbook).RulesOf(submission.Activity))
        {
            if (!Fits(rule, submission, content, playbook)) continue;
            if (rule.OnActivity is { } asked && !asked.Holds(values ??= ActivityFields.Of(submission, content, playbook))) continue;
            found = found.Add(rule);
            if (rule.OnState is null) break;
        }
        return found;
    }

    private static bool Fits(Rule rule, Submission submission, string content, Playbook playbook) =>
        (rule.Kinds.IsEmpty || (playbook.Content.GetValueOrDefault(content)?.Kind is { } kind && rule.Kinds.Contains(kind)))
        && (rule.AttendedFrom is not { } percent || ActivityFields.AttendedPercent(submission, playbook) >= percent * FieldValues.Scale)
        && (rule.TimeframeTo is not { } months || submission.TimeframeMonths <= months);
}
