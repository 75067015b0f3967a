using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads the condition of a rule and parts it: what it asks about the activity is judged when that is taken in, and what it asks about person,
/// account and lead when the score is read. So it does not matter in which order activities and facts come.</summary>
internal static class RuleConditions
{
    // A rule whose condition is wrong has one all the same: else whatever stands below it would be said to count never.
    private static readonly AnyCondition Unread = new([]);

    public static Rule Read(Node node, Rule rule)
    {
        if (!node.Has("when")) return rule;
        if (ConditionReader.Optional(node, "when", Scopes.Activity | Scopes.State) is not { } when) return rule with { OnActivity = Unread };
        if (when.Conjuncts.Any(IsMixed))
            node.Problem("when", "asks about the activity and about who did it within one any or not: part them by all, or write two rules");
        return rule with
        {
            OnActivity = Condition.AllOf(when.Conjuncts.Where(part => part.Reads == Scopes.Activity)),
            OnState = Condition.AllOf(when.Conjuncts.Where(part => part.Reads != Scopes.Activity)),
        };
    }

    private static bool IsMixed(Condition part) => part.Reads.HasFlag(Scopes.Activity) && part.Reads != Scopes.Activity;
}
