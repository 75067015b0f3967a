using System.Collections.Immutable;
using Intake.Accounts;
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
    public IEnumerable<(BucketMeaning Meaning, ImmutableSortedDictionary<int, int> PerDay)> Of(Member? member, ActivityCounts activity)
    {
        Dictionary<string, (BucketMeaning Meaning, ImmutableSortedDictionary<int, int> PerDay)>? several = null;
        foreach (var (key, perDay) in activity.Buckets)
        {
            var meaning = rules.MeaningOf(key);
            // Nearly always one rule counts it, whoever did it.
            if (values is null && meaning is not null) yield return (meaning, perDay);
            else if ((meaning is { Rule.OnState: null } ? meaning : Choose(key, member)) is { } chosen) Add(several ??= new(StringComparer.Ordinal), chosen, perDay);
        }
        foreach (var (_, counted) in several ?? []) yield return counted;
    }

    private BucketMeaning? Choose(string key, Member? member)
    {
        var (names, content, stated) = BucketKey.Parse(key);
        foreach (var name in BucketKey.Split(names))
        {
            if (!rules.RuleIndex.TryGetValue(name, out var index)) continue;
            var rule = rules.Rules[index];
            if (rule.OnState is null || rule.OnState.Holds(Knowing(member))) return rules.MeaningOf(BucketKey.Of(name, content, stated));
        }
        return null;
    }

    // Two keys may come to the same rule: together they have one window and one limit per day.
    private static void Add(
        Dictionary<string, (BucketMeaning Meaning, ImmutableSortedDictionary<int, int> PerDay)> several, BucketMeaning meaning, ImmutableSortedDictionary<int, int> perDay)
    {
        if (several.TryGetValue(meaning.Key, out var before))
            foreach (var (day, count) in before.PerDay) perDay = perDay.SetItem(day, perDay.GetValueOrDefault(day) + count);
        several[meaning.Key] = (meaning, perDay);
    }

    private static FieldValues Filled(Account account, Lead lead)
    {
        var values = new FieldValues();
        AccountFields.Fill(values, account, lead);
        return values;
    }
}
