using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;

namespace Intake.Scoring;

/// <summary>Chooses, where several rules may count an activity, the first whose condition on person, account and lead holds.</summary>
internal sealed class ChosenRules(Account account, Lead lead, CompiledScoring rules)
{
    private readonly FieldValues? values = rules.AsksState ? Filled(account, lead) : null;

    /// <summary>What is known of the account, the lead and a person; to be asked before the next person is.</summary>
    public FieldValues Knowing(Member? member)
    {
        var known = values ?? throw new InvalidOperationException("the playbook asks nothing about who it was");
        AccountFields.Fill(known, member);
        return known;
    }

    /// <summary>What a person did, each by the one rule that counts it.</summary>
    public IEnumerable<(Rule Rule, string Content, bool Stated, ImmutableSortedDictionary<int, int> PerDay)> Of(Member? member, ActivityCounts activity)
    {
        Dictionary<(int, string, bool), ImmutableSortedDictionary<int, int>>? several = null;
        foreach (var (key, perDay) in activity.Buckets)
        {
            var (names, content, stated) = BucketKey.Parse(key);
            // Nearly always one rule counts it, whoever did it.
            if (values is null && rules.RuleIndex.TryGetValue(names, out var only)) yield return (rules.Rules[only], content, stated, perDay);
            else if (Choose(names, member) is { } chosen) Add(several ??= [], (chosen.Index, content, stated), perDay);
        }
        foreach (var ((index, content, stated), perDay) in several ?? []) yield return (rules.Rules[index], content, stated, perDay);
    }

    private Rule? Choose(string names, Member? member)
    {
        foreach (var name in BucketKey.Split(names))
        {
            if (!rules.RuleIndex.TryGetValue(name, out var index)) continue;
            var rule = rules.Rules[index];
            if (rule.OnState is null || rule.OnState.Holds(Knowing(member))) return rule;
        }
        return null;
    }

    // Two keys may come to the same rule: together they have one window and one limit per day.
    private static void Add(
        Dictionary<(int, string, bool), ImmutableSortedDictionary<int, int>> several, (int, string, bool) key, ImmutableSortedDictionary<int, int> perDay)
    {
        var known = several.GetValueOrDefault(key, ImmutableSortedDictionary<int, int>.Empty);
        foreach (var (day, count) in perDay) known = known.SetItem(day, known.GetValueOrDefault(day) + count);
        several[key] = known;
    }

    private static FieldValues Filled(Account account, Lead lead)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, account, lead);
        return values;
    }
}
