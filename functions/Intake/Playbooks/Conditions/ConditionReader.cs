using Intake.Playbooks.Reading;

namespace Intake.Playbooks.Conditions;

/// <summary>Reads conditions: <c>{"all": [...]}</c>, <c>{"any": [...]}</c>, <c>{"not": {...}}</c>, or a field with what is asked of it,
/// as in <c>{"field": "account.staff", "gte": 250}</c>. Whatever is wrong is a problem with its path.</summary>
internal static class ConditionReader
{
    private const int MaxDepth = 8;

    private static readonly string[] Kinds = ["all", "any", "not", "field"];

    /// <summary>The condition of a member; null where it is not given or is wrong.</summary>
    /// <param name="node">The object that may have it.</param>
    /// <param name="name">Name of the member.</param>
    /// <param name="allowed">What it may ask about here.</param>
    public static Condition? Optional(Node node, string name, Scopes allowed) =>
        node.OptionalObject(name) is { } given ? Closed(given, allowed) : null;

    /// <summary>The same for one that must be there.</summary>
    public static Condition? Required(Node node, string name, Scopes allowed) =>
        node.Object(name) is { } given ? Closed(given, allowed) : null;

    private static Condition? Closed(Node node, Scopes allowed)
    {
        var condition = Read(node, allowed, 1);
        node.Close();
        return condition;
    }

    private static Condition? Read(Node node, Scopes allowed, int depth)
    {
        if (depth > MaxDepth)
        {
            node.Problem("all", $"conditions are more than {MaxDepth} deep");
            node.ReadOn();
            return null;
        }
        var kinds = Kinds.Where(node.Has).ToList();
        if (kinds is not [var kind])
        {
            node.Problem("field", kinds.Count == 0 ? "is missing: a condition is all, any, not, or a field with what is asked of it" : $"stands beside {string.Join(", ", kinds.Where(other => other != "field"))}: one condition is one of them");
            node.ReadOn();
            return null;
        }
        return kind switch
        {
            "all" => Several(node, "all", allowed, depth) is { } parts ? new AllCondition([.. parts]) : null,
            "any" => Several(node, "any", allowed, depth) is { } parts ? new AnyCondition([.. parts]) : null,
            "not" => Not(node, allowed, depth),
            _ => ComparisonReader.Read(node, allowed),
        };
    }

    private static NotCondition? Not(Node node, Scopes allowed, int depth)
    {
        if (node.Object("not") is not { } inner) return null;
        var part = Read(inner, allowed, depth + 1);
        inner.Close();
        return part is null ? null : new NotCondition(part);
    }

    private static List<Condition>? Several(Node node, string name, Scopes allowed, int depth)
    {
        var parts = node.List(name, child => Read(child, allowed, depth + 1));
        if (parts.IsEmpty) node.Problem(name, "needs at least one condition");
        return parts.IsEmpty || parts.Contains(null) ? null : [.. parts.OfType<Condition>()];
    }
}
