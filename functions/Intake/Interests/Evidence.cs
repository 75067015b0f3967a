using Intake.Accounts;
using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Interests;

/// <summary>What a person did, as points by topic: the rules' points and half-lives, whole hundredths, and each activity once however many leads it counts for.</summary>
internal static class Evidence
{
    /// <summary>The points of each rule and content on a day; those that are none, or of content without a topic, are left out.</summary>
    public static IEnumerable<(string Topic, int Hundredths)> Of(IEnumerable<Lead> leads, string person, Playbook playbook, DateOnly day)
    {
        var scoring = CompiledScoring.Of(playbook);
        foreach (var did in Done(leads, person).GroupBy(each => (each.Rule, each.Content)))
        {
            if (playbook.Content.GetValueOrDefault(did.Key.Content)?.Topic is not { } topic) continue;
            if (!scoring.RuleIndex.TryGetValue(did.Key.Rule, out var rule)) continue;
            var hundredths = Hundredths(scoring, scoring.Rules[rule], did.Select(each => (each.Day, each.Count)), day.DayNumber);
            if (hundredths > 0) yield return (topic, hundredths);
        }
    }

    // Content is shared over propositions, so one activity stands in several leads: the most that any has is what was done. Where the person named
    // the proposition, or none was stated, it stands in one. A person's rounds of a lead follow each other, so that they add up.
    private static IEnumerable<(string Rule, string Content, int Day, int Count)> Done(IEnumerable<Lead> leads, string person) =>
        from lead in leads
        from bucket in lead.Persons.GetValueOrDefault(person, ActivityCounts.None).Buckets
        let key = BucketKey.Parse(bucket.Key)
        let rule = BucketKey.General(key.Rules)
        from perDay in bucket.Value
        group perDay.Value by (Rule: rule, key.Content, Day: perDay.Key, IsOwn: key.Stated || lead.Proposition == Proposition.NotStated, lead.Proposition)
        into inLead
        group inLead.Sum() by (inLead.Key.Rule, inLead.Key.Content, inLead.Key.Day, inLead.Key.IsOwn)
        into inAll
        select (inAll.Key.Rule, inAll.Key.Content, inAll.Key.Day, inAll.Key.IsOwn ? inAll.Sum() : inAll.Max());

    // As the score counts them: once in a window, so many on a day, no more than the rule's cap. What takes points is no evidence.
    private static int Hundredths(CompiledScoring scoring, Rule rule, IEnumerable<(int Day, int Count)> counted, int today)
    {
        var (decay, sum, next) = (scoring.Decay[rule.Index], 0L, int.MinValue);
        foreach (var day in counted.GroupBy(each => each.Day).OrderBy(each => each.Key))
        {
            if (rule.Points <= 0 || day.Key > today) break;
            if (day.Key < next) continue;
            next = day.Key + rule.OnceDays;
            if (today - day.Key < decay.Length) sum += Math.Min(day.Sum(each => each.Count), rule.PerDay) * decay[today - day.Key];
        }
        return (int)Math.Min((sum * rule.Points * 100) >> DecayTable.Bits, rule.Cap * 100L);
    }
}
