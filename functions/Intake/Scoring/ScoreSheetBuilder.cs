using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>Reads a lead's counts and its account's facts into a <see cref="ScoreSheet"/>.</summary>
internal sealed class ScoreSheetBuilder(Account account, Lead lead, Playbook playbook)
{
    private readonly CompiledScoring rules = CompiledScoring.Of(playbook);
    private readonly ChosenRules chosen = new(account, lead, CompiledScoring.Of(playbook));
    private readonly List<Template> templates = [];
    private readonly List<int> days = [];
    private readonly List<int> counts = [];
    private readonly List<int> gone = [];

    public ScoreSheet Build()
    {
        var lines = Lines();
        var ruleCaps = RuleCaps(lines);
        var places = FixedTemplates();
        var facts = new FactPoints(account, lead, playbook);
        var points = facts.All().Select(each => new Fixed(Add(each.Template), each.Hundredths, each.Template.Component == Components.Value)).ToArray();
        var conditionals = Conditionals();
        return new ScoreSheet
        {
            Lines = lines, Days = [.. days], Counts = [.. counts], Gone = [.. gone], Facts = points, Conditionals = conditionals,
            Known = conditionals.Length == 0 ? null : chosen.Knowing(facts.BestActive()), Places = places, Rules = rules,
            Templates = [.. templates], RuleCaps = ruleCaps,
            Weights = [.. templates.Select(template => template.Weight)], Unknown = [.. templates.Select(template => template.Unknown)],
            ByName = [.. Enumerable.Range(0, templates.Count)
                .OrderBy(index => templates[index].Rule, StringComparer.Ordinal).ThenBy(index => templates[index].Content, StringComparer.Ordinal)],
        };
    }

    private Conditional[] Conditionals() =>
    [
        .. playbook.Scoring.Fit.Rules.Select((rule, index) => new Conditional(Add(rules.Templates.Fit[index]), rule.When, rule.Points * 100, OfValue: false)),
        .. playbook.Scoring.Value.Rules.Select((rule, index) => new Conditional(Add(rules.Templates.Value[index]), rule.When, rule.Points * 100, OfValue: true)),
    ];

    private Line[] Lines()
    {
        var buckets = Buckets().OrderBy(bucket => bucket.Person).ThenBy(bucket => rules.GroupOf[bucket.Rule.Index])
            .ThenBy(bucket => bucket.Rule.Index).ThenBy(bucket => bucket.Key, StringComparer.Ordinal).ToList();
        var slots = new Dictionary<(int, string), int>();
        foreach (var slot in buckets.Select(bucket => (bucket.Rule.Index, bucket.Content)).Distinct()
            .OrderBy(slot => slot.Index).ThenBy(slot => slot.Content, StringComparer.Ordinal))
            slots.Add(slot, Add(new Template(rules.Rules[slot.Index].Id, Components.Interest, playbook.Scoring.Weights.Interest,
                slot.Content == Proposition.NotStated ? null : slot.Content)));
        return [.. buckets.Select(bucket => LineOf(bucket, slots[(bucket.Rule.Index, bucket.Content)]))];
    }

    private IEnumerable<Bucket> Buckets()
    {
        var person = 0;
        foreach (var (id, activity) in lead.Persons)
        {
            var member = account.Members.GetValueOrDefault(id);
            // Whatever the order in which things came: once somebody objected, nothing of theirs counts.
            if (member is { Outside: true } or { Objected: true }) continue;
            var breadth = member is null or { Left: false, Role: false, Agent: false };
            foreach (var (rule, content, stated, perDay) in chosen.Of(member, activity))
                yield return new Bucket(person, breadth, rule, BucketKey.Of(rule.Id, content, stated), content, stated, perDay);
            person++;
        }
    }

    private Line LineOf(Bucket bucket, int template)
    {
        var (start, factor) = (days.Count, bucket.Rule.Points * ShareOf(bucket));
        var next = int.MinValue;
        foreach (var (day, count) in bucket.PerDay)
        {
            // The earliest of a window counts, so that the set of days alone decides, not their order of arrival.
            var counted = day >= next ? Math.Min(count, bucket.Rule.PerDay) : 0;
            if (counted > 0) next = day + bucket.Rule.OnceDays;
            days.Add(day);
            counts.Add(counted);
            gone.Add(day + Fading.Lifetime(rules.Decay[bucket.Rule.Index], (long)counted * Math.Abs(factor)));
        }
        return new Line(bucket.Person, bucket.Rule.Index, factor,
            rules.PhaseOf(bucket.Rule, bucket.Content), start, days.Count, template, bucket.Breadth);
    }

    private int ShareOf(Bucket bucket)
    {
        if (bucket.Stated) return 100;
        var shares = playbook.Content.TryGetValue(bucket.Content, out var item) ? item.Shares
            : playbook.Forms.TryGetValue(bucket.Content, out var form) ? form.Shares : null;
        return shares is null || shares.Count == 0 ? 100 : shares.GetValueOrDefault(lead.Proposition);
    }

    private int[] RuleCaps(Line[] lines)
    {
        var caps = new int[rules.Rules.Length];
        Array.Fill(caps, -1);
        foreach (var index in lines.Select(line => line.Rule).Distinct().Order()) caps[index] = Add(rules.Templates.RuleCaps[index]);
        return caps;
    }

    private Places FixedTemplates()
    {
        var made = rules.Templates;
        var groupCaps = AddAll(made.GroupCaps);
        var (personCap, breadth, clamp) = (Add(made.PersonCap), Add(made.Breadth), Add(made.InterestClamp));
        var phases = AddAll(made.Phases);
        return new Places(groupCaps, personCap, breadth, clamp, phases, Add(made.FitClamp), Add(made.ValueClamp));
    }

    private int AddAll(Template[] made)
    {
        templates.AddRange(made);
        return templates.Count - made.Length;
    }

    private int Add(Template template)
    {
        templates.Add(template);
        return templates.Count - 1;
    }

    private sealed record Bucket(
        int Person, bool Breadth, Rule Rule, string Key, string Content, bool Stated, ImmutableSortedDictionary<int, int> PerDay);
}
