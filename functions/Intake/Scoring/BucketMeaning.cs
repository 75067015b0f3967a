using System.Collections.Immutable;
using Intake.Playbooks;

namespace Intake.Scoring;

/// <summary>What a key of the counts says by a playbook: keys are few and leads are many, so each is read once.</summary>
/// <param name="Rule">The rule that counts it.</param>
/// <param name="Group">Index of its group.</param>
/// <param name="Key">The key, with this rule alone.</param>
/// <param name="Content">Playbook id of the content or form; <c>-</c> for none.</param>
/// <param name="Stated">The person named the proposition.</param>
/// <param name="Shares">Its shares by proposition, in percent; null where it counts whole.</param>
/// <param name="Phase">Index of the phase it tells, or −1.</param>
/// <param name="Template">The reason it adds to.</param>
internal sealed record BucketMeaning(
    Rule Rule, int Group, string Key, string Content, bool Stated, ImmutableSortedDictionary<string, int>? Shares, int Phase, Template Template)
{
    /// <summary>Order of reasons: by rule, then by content.</summary>
    public static readonly Comparer<BucketMeaning> ByReason = Comparer<BucketMeaning>.Create(static (one, other) =>
        one.Rule.Index != other.Rule.Index ? one.Rule.Index.CompareTo(other.Rule.Index) : string.CompareOrdinal(one.Content, other.Content));

    public static BucketMeaning Of(Rule rule, string content, bool stated, CompiledScoring rules)
    {
        var playbook = rules.Playbook;
        var shares = stated ? null : playbook.Content.GetValueOrDefault(content)?.Shares ?? playbook.Forms.GetValueOrDefault(content)?.Shares;
        return new BucketMeaning(rule, rules.GroupOf[rule.Index], BucketKey.Of(rule.Id, content, stated), content, stated, shares is { Count: > 0 } ? shares : null, rules.PhaseOf(rule, content),
            new Template(rule.Id, Components.Interest, playbook.Scoring.Weights.Interest, content == Proposition.NotStated ? null : content));
    }

    /// <summary>Percent of its points that count for a proposition.</summary>
    public int ShareFor(string proposition) => Shares is null ? 100 : Shares.GetValueOrDefault(proposition);
}
