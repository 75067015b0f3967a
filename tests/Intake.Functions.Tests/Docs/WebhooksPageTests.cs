using System.Text;
using System.Text.RegularExpressions;
using Intake.Functions.Tests.Flow;
using Intake.Outgoing;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Intake.Functions.Tests.Docs;

/// <summary>docs/webhooks.md shows what is really sent.</summary>
public sealed partial class WebhooksPageTests
{
    private static readonly string Page = Pages.Read("docs/webhooks.md");

    [Fact]
    public async Task The_payload_is_the_one_that_is_sent()
    {
        var (pipeline, bin) = await WebhookBin.StartAsync([OutgoingEvents.HandoffMade]);
        using var _ = pipeline;
        await pipeline.ProcessAsync(Some.Demo(1));
        await pipeline.DrainAsync();

        var sent = Stable(JsonNode.Parse(Encoding.UTF8.GetString(Assert.Single(bin.Taken).Call.Body.Span))!, pipeline.Playbook.Version);
        var shown = Payload().Match(Page);

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(shown.Success ? shown.Groups[1].Value : "{}"), sent), $"The page should show\n{sent.ToJsonString(Readable)}");
    }

    [Fact]
    public void Every_event_is_told() => Assert.Equal(
        OutgoingEvents.All.Append(OutgoingEvents.Ping).Order(), Pages.Table(Page).SelectMany(row => Pages.Code(row[0])).Order());

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Ids and versions hang on keys and on every word of the playbook; what is sealed differs each time.
    private static JsonNode Stable(JsonNode node, string version)
    {
        var text = Sealed().Replace(node.ToJsonString(Readable).Replace(version, "8daef47c9c49", StringComparison.Ordinal), "/answer/…");
        return JsonNode.Parse(Id().Replace(text, "…"))!;
    }

    [GeneratedRegex("<!-- payload -->\n+```json\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Payload();

    [GeneratedRegex("/answer/[^\"]+")]
    private static partial Regex Sealed();

    [GeneratedRegex("[0-9a-f]{32}")]
    private static partial Regex Id();
}
