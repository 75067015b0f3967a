using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Reads a lead's counts and its account's facts into a <see cref="ScoreSheet"/>.</summary>
internal sealed class ScoreSheetBuilder(Account account, Lead lead, Playbook playbook)
{
    private static readonly Comparison<Bucket> InOrder = Compare;

    private readonly CompiledScoring rules = CompiledScoring.Of(playbook);
    private readonly ChosenRules chosen = new(account, lead, CompiledScoring.Of(playbook));
    private readonly List<Bucket> buckets = [];
    private readonly List<BucketMeaning> reasons = [];
    private readonly List<Template> templates = [];
    private readonly List<int> caps = [];
    private readonly List<LineDay> days = [];

    public ScoreSheet Build()
    {
        ReadBuckets();
        AddReasons();
        var lines = Lines();
        var places = rules.Templates.Places.After(templates.Count);
        templates.AddRange(rules.Templates.All);
        var facts = new FactPoints(account, lead, rules);
        var sums = facts.AddTo(templates, out var points);
        templates.AddRange(rules.Templates.Conditionals);
        return new ScoreSheet
        {
            Lines = lines, Days = [.. days], Templates = [.. templates], Places = places, Facts = points, FactSums = sums,
            Known = rules.Conditionals.Length == 0 ? null : chosen.Knowing(facts.Best), Rules = rules,
        };
    }

    private void ReadBuckets()
    {
        var person = 0;
        foreach (var (id, activity) in lead.Persons)
        {
            var member = account.Members.GetValueOrDefault(id);
            // Whatever the order in which things came: once somebody objected, nothing of theirs counts.
            if (member is { Outside: true } or { Objected: true }) continue;
            var breadth = member is null or { Left: false, Role: false, Agent: false };
            foreach (var (meaning, perDay) in chosen.Of(member, activity)) buckets.Add(new Bucket(person, breadth, meaning, perDay, buckets.Count));
            person++;
        }
        buckets.Sort(InOrder);
    }

    // The reasons of the lines come first, then what the caps of their rules take.
    private void AddReasons()
    {
        foreach (var bucket in buckets)
            if (reasons.BinarySearch(bucket.Meaning, BucketMeaning.ByReason) is < 0 and var at) reasons.Insert(~at, bucket.Meaning);
        foreach (var reason in reasons) templates.Add(reason.Template);
        for (var index = 0; index < reasons.Count; index++)
        {
            var rule = reasons[index].Rule.Index;
            if (index == 0 || reasons[index - 1].Rule.Index != rule) templates.Add(rules.Templates.RuleCaps[rule]);
            caps.Add(templates.Count - 1);
        }
    }

    private Line[] Lines()
    {
        var lines = new Line[buckets.Count];
        for (var index = 0; index < lines.Length; index++) lines[index] = LineOf(buckets[index]);
        return lines;
    }

    private Line LineOf(Bucket bucket)
    {
        var (meaning, rule, start) = (bucket.Meaning, bucket.Meaning.Rule, days.Count);
        var (factor, decay, next) = (rule.Points * meaning.ShareFor(lead.Proposition), rules.Decay[rule.Index], int.MinValue);
        foreach (var (day, count) in bucket.PerDay)
        {
            // The earliest of a window counts, so that the set of days alone decides, not their order of arrival.
            var counted = day >= next ? Math.Min(count, rule.PerDay) : 0;
            if (counted > 0) next = day + rule.OnceDays;
            days.Add(new LineDay(day, counted, day + Fading.Lifetime(decay, (long)counted * Math.Abs(factor))));
        }
        var reason = reasons.BinarySearch(meaning, BucketMeaning.ByReason);
        return new Line(bucket.Person, meaning.Group, rule.Index, factor, meaning.Phase, start, days.Count, reason, caps[reason], bucket.Breadth);
    }

    private static int Compare(Bucket one, Bucket other)
    {
        if (one.Person != other.Person) return one.Person.CompareTo(other.Person);
        if (one.Meaning.Group != other.Meaning.Group) return one.Meaning.Group.CompareTo(other.Meaning.Group);
        if (one.Meaning.Rule.Index != other.Meaning.Rule.Index) return one.Meaning.Rule.Index.CompareTo(other.Meaning.Rule.Index);
        var byKey = string.CompareOrdinal(one.Meaning.Key, other.Meaning.Key);
        return byKey != 0 ? byKey : one.Order.CompareTo(other.Order);
    }

    private readonly record struct Bucket(int Person, bool Breadth, BucketMeaning Meaning, ImmutableSortedDictionary<int, int> PerDay, int Order);
}
