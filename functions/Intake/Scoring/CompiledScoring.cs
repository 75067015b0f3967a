using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>The scoring rules of one playbook as arrays by index, made once for each playbook.</summary>
internal sealed class CompiledScoring
{
    private static readonly ConditionalWeakTable<Playbook, CompiledScoring> Made = [];

    private readonly ConcurrentDictionary<string, BucketMeaning?> meanings = new(StringComparer.Ordinal);
    private readonly Func<string, BucketMeaning?> read;

    private CompiledScoring(Playbook playbook)
    {
        Playbook = playbook;
        Rules = playbook.Scoring.Rules;
        RuleIndex = Rules.ToFrozenDictionary(rule => rule.Id, rule => rule.Index, StringComparer.Ordinal);
        ByActivity = Rules.GroupBy(rule => rule.Activity, StringComparer.Ordinal).ToFrozenDictionary(same => same.Key, same => same.ToArray(), StringComparer.Ordinal);
        AsksState = Rules.Any(rule => rule.OnState is not null) || !playbook.Scoring.Fit.Rules.IsEmpty || !playbook.Scoring.Value.Rules.IsEmpty;
        GroupOf = [.. Rules.Select(rule => IndexOf(playbook.Scoring.Groups, rule.Group))];
        Templates = new FixedTemplates(playbook.Scoring);
        (RuleCaps, GroupCaps) = ([.. Rules.Select(rule => rule.Cap * 100)], [.. playbook.Scoring.Groups.Select(group => group.Cap * 100 ?? int.MaxValue)]);
        Phases = [.. playbook.Scoring.Phases.Select(phase => (phase.Points * 100, phase.Days))];
        Conditionals =
        [
            .. playbook.Scoring.Fit.Rules.Select(rule => Conditional.Of(rule, ofValue: false)),
            .. playbook.Scoring.Value.Rules.Select(rule => Conditional.Of(rule, ofValue: true)),
        ];
        read = Read;
        Decay = [.. Rules.Select(rule => DecayTable.Of(rule.Decay, playbook.Scoring.HorizonDays))];
    }

    public Playbook Playbook { get; }

    public ImmutableArray<Rule> Rules { get; }

    public FrozenDictionary<string, int> RuleIndex { get; }

    /// <summary>Whether any rule asks about person, account or lead.</summary>
    public bool AsksState { get; }

    private FrozenDictionary<string, Rule[]> ByActivity { get; }

    /// <summary>By rule: index of its group.</summary>
    public int[] GroupOf { get; }

    /// <summary>By rule: its cap in hundredths.</summary>
    public int[] RuleCaps { get; }

    /// <summary>By group: its cap in hundredths; the largest number for none.</summary>
    public int[] GroupCaps { get; }

    /// <summary>By phase: what it is worth, and how long it stands.</summary>
    public (int Hundredths, int Days)[] Phases { get; }

    /// <summary>Rules of fit, then of value.</summary>
    public Conditional[] Conditionals { get; }

    /// <summary>By rule: decay by age in days.</summary>
    public long[][] Decay { get; }

    /// <summary>The reasons that do not depend on the lead: the same for every sheet.</summary>
    public FixedTemplates Templates { get; }

    public static CompiledScoring Of(Playbook playbook) => Made.GetValue(playbook, static made => new CompiledScoring(made));

    /// <summary>The rules about an activity, in order.</summary>
    public ReadOnlySpan<Rule> RulesOf(string activity) => ByActivity.GetValueOrDefault(activity);

    /// <summary>What a key of the counts says; null where several rules may count it, or none does.</summary>
    public BucketMeaning? MeaningOf(string key) => meanings.GetOrAdd(key, read);

    private BucketMeaning? Read(string key)
    {
        var (names, content, stated) = BucketKey.Parse(key);
        return RuleIndex.TryGetValue(names, out var index) ? BucketMeaning.Of(Rules[index], content, stated, this) : null;
    }

    /// <summary>Index of the phase that an activity tells, or −1.</summary>
    public int PhaseOf(Rule rule, string content)
    {
        var id = rule.Phase ?? (rule.Consumed ? ConsumedPhase(rule, content) : null);
        for (var index = 0; id is not null && index < Playbook.Scoring.Phases.Length; index++)
            if (Playbook.Scoring.Phases[index].Id == id) return index;
        return -1;
    }

    private string? ConsumedPhase(Rule rule, string content)
    {
        if (Playbook.Content.TryGetValue(content, out var item)) return item.Phase;
        if (!Playbook.Forms.TryGetValue(content, out var form)) return null;
        var subject = form.Subjects.FirstOrDefault(subject => subject.Activity == rule.Activity);
        return subject is null ? form.Phase : subject.Phase;
    }

    private static int IndexOf(ImmutableArray<RuleGroup> groups, string id)
    {
        for (var index = 0; index < groups.Length; index++)
            if (groups[index].Id == id) return index;
        throw new InvalidOperationException($"the group {id} is not in the playbook");
    }
}
