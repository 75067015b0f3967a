using System.Collections.Immutable;
using Intake.Outgoing;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks.Reading;

/// <summary>Reads <c>endpoints.json</c>, which a playbook need not have.</summary>
internal static class EndpointsFile
{
    public const string Name = "endpoints.json";

    private const Scopes OfEndpoints = Scopes.Account | Scopes.Lead | Scopes.Score;

    private static readonly string[] Formats = [.. Enum.GetNames<EndpointFormat>().Select(name => name.ToLowerInvariant())];

    public static EndpointBook Read(Node root, IReadOnlyCollection<string> stages)
    {
        var endpoints = root.List("endpoints", node => Endpoint(node, stages));
        root.Close();
        // As settings have them: an environment variable has no hyphen and no case.
        foreach (var twice in endpoints.GroupBy(endpoint => EndpointOptions.NameOf(endpoint.Id)).Where(group => group.Count() > 1))
            root.Problem("endpoints", $"\"{twice.Last().Id}\" is given twice: hyphens do not count");
        return new EndpointBook(endpoints);
    }

    private static Endpoint Endpoint(Node node, IReadOnlyCollection<string> stages)
    {
        var events = node.Values<string>("events", TryEvent, $"none of {string.Join(", ", OutgoingEvents.All)}", required: true);
        return new Endpoint(
            node.Id("id"), [.. events], node.Has("format") ? Enum.Parse<EndpointFormat>(node.OneOf("format", Formats), ignoreCase: true) : EndpointFormat.Intake,
            node.Has("language") ? node.OneOf("language", "en", "nl", "de") : "en")
        {
            When = ConditionReader.Optional(node, "when", OfEndpoints), Stages = StagesOf(node, stages),
        };
    }

    private static ImmutableSortedDictionary<string, string> StagesOf(Node node, IReadOnlyCollection<string> stages)
    {
        var theirs = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (node.OptionalObject("stages") is not { } map) return theirs.ToImmutable();
        foreach (var stage in map.Unread.Order(StringComparer.Ordinal).ToList())
        {
            if (!stages.Contains(stage)) map.Problem(stage, "is no stage of this playbook");
            theirs[stage] = map.Text(stage);
        }
        return theirs.ToImmutable();
    }

    private static bool TryEvent(string text, out string value)
    {
        value = text;
        return OutgoingEvents.All.Contains(text);
    }
}
