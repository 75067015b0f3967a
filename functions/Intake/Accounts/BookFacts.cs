using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>The members of a company as facts, so that a change of each can be told.</summary>
internal static class BookFacts
{
    /// <summary>The facts that have another value now, with nothing for unknown; <paramref name="prefix"/> goes before their names.</summary>
    public static ImmutableArray<FactChange> Between(Company? before, Company? after, string prefix, Origin from)
    {
        var (was, now) = (Of(before), Of(after));
        return
        [
            .. was.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(name => (Name: name, Was: was.GetValueOrDefault(name, ""), Now: now.GetValueOrDefault(name, "")))
                .Where(fact => fact.Was != fact.Now)
                .Select(fact => new FactChange(prefix + fact.Name, fact.Was, fact.Now, from.At, from.By)),
        ];
    }

    // As they are stored: no member can be forgotten, and lists compare by what is in them.
    private static Dictionary<string, string> Of(Company? company) =>
        company is null ? [] : JsonSerializer.SerializeToNode(company, IntakeJson.Default.Company)!.AsObject()
            .ToDictionary(member => member.Key, member => Text(member.Value), StringComparer.Ordinal);

    private static string Text(JsonNode? value) => value switch
    {
        JsonValue single => single.ToString(),
        JsonArray { Count: 0 } or null => "",
        _ => value.ToJsonString(),
    };
}
