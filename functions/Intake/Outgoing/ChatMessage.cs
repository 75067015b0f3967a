using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Playbooks;

namespace Intake.Outgoing;

/// <summary>What happened as a message in a channel: a card for Teams, a text for Slack. Pure.</summary>
internal static class ChatMessage
{
    /// <summary>The body.</summary>
    public static byte[] Of(PayloadDocument document, Endpoint endpoint)
    {
        var lines = Lines(document, endpoint.Language).ToList();
        var link = document.Data.Handoff?.AnswerUrl;
        var message = endpoint.Format == EndpointFormat.Teams ? Card(lines, link, endpoint.Language) : Text(lines, link, endpoint.Language);
        return JsonSerializer.SerializeToUtf8Bytes(message);
    }

    private static IEnumerable<string> Lines(PayloadDocument document, string language)
    {
        var (data, words) = (document.Data, ChatTexts.In(language));
        yield return words.Event(document.Type) + (data.Title is { } title ? $": {title}" : data.Account is { } account ? $": {account.Name}" : "");
        if (data.Change is { } change) yield return $"{data.Lead?.PropositionName}: {change.From?.Name ?? "-"} → {change.To.Name}";
        if (data.Why is { } why) yield return why;
        if (data.Person is { } person) yield return string.Join(", ", new[] { person.Name, person.Role, person.Phone }.OfType<string>()) + ". " + person.Permission;
        if (data.Handoff?.AccountManager is { } manager) yield return $"{words.AccountManager}: {manager.Name}";
        if (data.Handoff?.Answer is { } answer) yield return $"{words.Answer}: {answer.Kind}{(answer.Reason is { } reason ? $" ({reason})" : "")}";
    }

    private static JsonObject Text(List<string> lines, string? link, string language)
    {
        var told = lines.Select(Escaped);
        return new JsonObject { ["text"] = string.Join('\n', link is null ? told : told.Append($"<{link}|{ChatTexts.In(language).Open}>")) };
    }

    // What Slack reads as its own; a name must not mention a channel or hide a link.
    private static string Escaped(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

    private static JsonObject Card(List<string> lines, string? link, string language) => new()
    {
        ["type"] = "message",
        ["attachments"] = new JsonArray(new JsonObject
        {
            ["contentType"] = "application/vnd.microsoft.card.adaptive",
            ["content"] = new JsonObject
            {
                ["$schema"] = "http://adaptivecards.io/schemas/adaptive-card.json", ["type"] = "AdaptiveCard", ["version"] = "1.4",
                ["body"] = new JsonArray([.. lines.Select((line, index) => Block(line, index == 0))]),
                ["actions"] = link is null ? [] : new JsonArray(new JsonObject { ["type"] = "Action.OpenUrl", ["title"] = ChatTexts.In(language).Open, ["url"] = link }),
            },
        }),
    };

    // A run of plain text: a text block would read links and emphasis in what somebody typed.
    private static JsonObject Block(string line, bool first)
    {
        var run = new JsonObject { ["type"] = "TextRun", ["text"] = line };
        if (first) run["weight"] = "Bolder";
        return new JsonObject { ["type"] = "RichTextBlock", ["inlines"] = new JsonArray(run) };
    }
}
