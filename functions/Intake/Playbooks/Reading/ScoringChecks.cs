using System.Collections.Immutable;
using Intake.Scoring;
using Intake.Submissions;

namespace Intake.Playbooks.Reading;

/// <summary>Rules that keep a score honest.</summary>
internal static class ScoringChecks
{
    private const string File = ScoringFile.Name;

    public static void All(Parts parts, Problems problems)
    {
        var scoring = parts.Scoring;
        Checks.Unique(File, "$.groups", scoring.Groups.Select(group => group.Id), problems);
        Checks.Unique(File, "$.rules", scoring.Rules.Select(rule => rule.Id), problems);
        // Ids of reasons that there are anyway.
        Reserved("rules", scoring.Rules.Select(rule => rule.Id), ["breadth"], problems);
        Reserved("fit.rules", scoring.Fit.Rules.Select(rule => rule.Id), ["freemail"], problems);
        Reserved("value.rules", scoring.Value.Rules.Select(rule => rule.Id), ["customer", "sites"], problems);
        Checks.Unique(File, "$.phases", scoring.Phases.Select(phase => phase.Id), problems);
        Checks.Unique(File, "$.fit.facts", scoring.Fit.Tables.Select(table => table.Id), problems);
        Checks.Unique(File, "$.fit.rules", scoring.Fit.Rules.Select(rule => rule.Id).Concat(scoring.Fit.Tables.Select(table => table.Id)), problems);
        Checks.Unique(File, "$.value.rules", scoring.Value.Rules.Select(rule => rule.Id).Append(scoring.Value.Staff.Id), problems);
        Weights(scoring.Weights, problems);
        foreach (var rule in scoring.Rules) RuleOf(parts, rule, problems);
        Phases(scoring.Phases, problems);
        Alike(scoring.Rules, problems);
        Fading(scoring, problems);
        Gates(parts, problems);
        Interests(scoring, problems);
        Silence(parts, problems);
    }

    private static void Reserved(string list, IEnumerable<string> ids, string[] reserved, Problems problems)
    {
        foreach (var (index, id) in ids.Index())
            if (reserved.Contains(id)) problems.Add(File, $"$.{list}[{index}].id", $"\"{id}\" is the id of a reason that every score may have");
    }

    private static void Weights(Weights weights, Problems problems)
    {
        var sum = weights.Interest + weights.Phase + weights.Fit + weights.Value;
        if (sum != 100) problems.Add(File, "$.weights", $"add up to {sum}, not to 100");
    }

    private static void RuleOf(Parts parts, Rule rule, Problems problems)
    {
        var path = $"$.rules[{rule.Index}]";
        if (!parts.Scoring.Groups.Any(group => group.Id == rule.Group))
            problems.Add(File, path + ".group", $"there is no group \"{rule.Group}\"");
        if (Math.Sign(rule.Cap) * Math.Sign(rule.Points) < 0)
            problems.Add(File, path + ".cap", $"{rule.Cap} has another sign than the points, {rule.Points}");
        if (Math.Abs(rule.Cap) < Math.Abs(rule.Points))
            problems.Add(File, path + ".cap", $"{rule.Cap} is less than one activity is worth, {rule.Points}");
        Checks.Phase(parts, File, path + ".phase", rule.Phase, problems);
        // Refused without consent, what they say would count or not by what came before it.
        if (rule is { Tracked: true, Activity: PermissionActivities.Objected or PermissionActivities.Unsubscribed or PermissionActivities.Confirmed })
            problems.Add(File, path + ".tracked", $"\"{rule.Activity}\" is what a person tells us: it needs no consent");
        for (var earlier = 0; earlier < rule.Index; earlier++)
            if (Covers(parts.Scoring.Rules[earlier], rule))
                problems.Add(File, path, $"never counts: \"{parts.Scoring.Rules[earlier].Id}\" stands before it and matches the same");
    }

    private static bool Covers(Rule first, Rule second) =>
        first is { OnActivity: null, OnState: null }
        && first.Activity == second.Activity
        && (first.Kinds.IsEmpty || (!second.Kinds.IsEmpty && second.Kinds.All(first.Kinds.Contains)))
        && (first.AttendedFrom is null || first.AttendedFrom <= second.AttendedFrom)
        && (first.TimeframeTo is null || second.TimeframeTo <= first.TimeframeTo);

    // Which of them counts may change with the facts; what becomes of the activity at once must not.
    private static void Alike(ImmutableArray<Rule> rules, Problems problems)
    {
        foreach (var first in rules.Where(rule => rule.OnState is not null))
            foreach (var second in rules.Skip(first.Index + 1).Where(second => MayCountTheSame(first, second)))
                if ((first.Asks, first.Tracked, first.Update) != (second.Asks, second.Tracked, second.Update))
                    problems.Add(File, $"$.rules[{second.Index}]", $"must agree with \"{first.Id}\" on asks, tracked and update: it depends on who did it which of the two counts");
    }

    private static bool MayCountTheSame(Rule first, Rule second) =>
        first.Activity == second.Activity && (first.Kinds.IsEmpty || second.Kinds.IsEmpty || first.Kinds.Any(kind => second.Kinds.Contains(kind)));

    private static void Phases(ImmutableArray<Phase> phases, Problems problems)
    {
        for (var index = 1; index < phases.Length; index++)
            if (phases[index].Points <= phases[index - 1].Points) problems.Add(File, $"$.phases[{index}].points", "phases must rise");
    }

    // Otherwise a score would rise while nothing happens.
    private static void Fading(ScoringRules scoring, Problems problems)
    {
        var positive = scoring.Rules.Where(rule => rule.Points > 0).ToList();
        var longest = positive.Select(rule => rule.Decay).OfType<HalfLife>().Select(life => life.Days).DefaultIfEmpty(0).Max();
        foreach (var rule in scoring.Rules.Where(rule => rule.Points < 0))
        {
            if (rule.Decay is HalfLife life && life.Days < longest)
                problems.Add(File, $"$.rules[{rule.Index}].halfLifeDays", $"{life.Days} is shorter than the longest one of a rule that adds points, {longest}");
            else if (positive.Find(other => FadesSooner(rule, other, scoring.HorizonDays)) is { } other)
                problems.Add(File, $"$.rules[{rule.Index}]", $"takes points that fade sooner than those that \"{other.Id}\" adds");
        }
    }

    private static bool FadesSooner(Rule negative, Rule positive, int horizon)
    {
        if (negative.Decay is HalfLife && positive.Decay is HalfLife) return false;
        var (takes, adds) = (DecayTable.Of(negative.Decay, horizon), DecayTable.Of(positive.Decay, horizon));
        for (var age = 0; age <= horizon; age++)
            if (takes[age] < adds[age]) return true;
        return false;
    }

    // Otherwise decay would make the outcome depend on the seconds that a queue takes. A rule that asks passes by the other lane.
    private static void Gates(Parts parts, Problems problems)
    {
        foreach (var (name, gate) in new[] { ("prospects", parts.Stages.Gates.Prospects), ("customers", parts.Stages.Gates.Customers) })
            foreach (var rule in parts.Scoring.Rules.Where(rule => !rule.Asks && rule.Points == gate.Interest && gate.Interest > 0))
                problems.Add(
                    StagesFile.Name, $"$.gates.{name}.interest", $"{gate.Interest} equals the points of one activity, \"{rule.Id}\"");
    }

    // Otherwise the topic would be gone the next day, and be told or not by the hour of the mail.
    private static void Interests(ScoringRules scoring, Problems problems)
    {
        foreach (var rule in scoring.Rules.Where(rule => rule.Points == scoring.Interests?.From))
            problems.Add(File, "$.interests.from", $"{rule.Points} equals the points of one activity, \"{rule.Id}\"");
    }

    // Otherwise a perfect account would never cool down.
    private static void Silence(Parts parts, Problems problems)
    {
        var (scoring, lines) = (parts.Scoring, parts.Stages.Gates.Demotion);
        var (fit, value) = Best(scoring);
        var silent = (scoring.Weights.Fit * fit) + (scoring.Weights.Value * value);
        foreach (var (name, line) in new[] { ("prospects", lines.Prospects), ("customers", lines.Customers) })
            if (silent >= line * 100)
                problems.Add(
                    StagesFile.Name, $"$.gates.demotion.{name}", $"{line} is not above what fit and value give alone, {silent / 100}");
    }

    /// <summary>The most that fit and value can be.</summary>
    internal static (int Fit, int Value) Best(ScoringRules scoring) => (
        Math.Min(100, scoring.Fit.Tables.Sum(Most) + Most(scoring.Fit.Rules)),
        Math.Min(100, Most(scoring.Value.Staff) + scoring.Value.CustomerOfAnother + scoring.Value.SitesPoints + Most(scoring.Value.Rules)));

    private static int Most(FactTable table) =>
        Math.Max(
            Math.Max(table.Unknown, table.Other),
            table.Words.Values.Concat(table.Bands.Select(band => band.Points)).DefaultIfEmpty(0).Max());

    private static int Most(ImmutableArray<FactRule> rules) => rules.Where(rule => rule.Points > 0).Sum(rule => rule.Points);
}
