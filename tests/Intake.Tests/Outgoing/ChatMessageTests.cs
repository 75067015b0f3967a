using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Intake.Outgoing;
using Intake.Playbooks;

namespace Intake.Tests.Outgoing;

/// <summary>Messages in channels.</summary>
public sealed class ChatMessageTests
{
    private static readonly PayloadDocument Told = new("handoff.made", DateTimeOffset.UnixEpoch, new PayloadData(
        Person: new PayloadPerson("p", "<!channel> *Ingrid* & co", "Manager", null, "+31 20 123 4567", "asked", null, "Phone: allowed."),
        Title: "Hoekstra: Ingrid asked for a demo", Why: "[click](https://evil.example) <https://evil.example|here>",
        Handoff: new PayloadHandoff("h", "mailed", "asked", 1, new PayloadManager("fenna", "Fenna Postma", "f@x.example"), "owner", DateTimeOffset.UnixEpoch, null, null, "https://intake.example/answer/x")));

    [Fact]
    public void In_Slack_nothing_that_was_typed_mentions_a_channel_or_hides_a_link() => Assert.Equal(
        """
        New lead: Hoekstra: Ingrid asked for a demo
        [click](https://evil.example) &lt;https://evil.example|here&gt;
        &lt;!channel&gt; *Ingrid* &amp; co, Manager, +31 20 123 4567. Phone: allowed.
        Account manager: Fenna Postma
        <https://intake.example/answer/x|Open and answer>
        """.ReplaceLineEndings("\n"),
        Of(EndpointFormat.Slack).GetProperty("text").GetString());

    [Fact]
    public void In_Teams_it_is_a_card_of_plain_text_with_the_link()
    {
        var card = Of(EndpointFormat.Teams).GetProperty("attachments")[0].GetProperty("content");

        Assert.Equal("AdaptiveCard", card.GetProperty("type").GetString());
        Assert.All(card.GetProperty("body").EnumerateArray(), block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal("[click](https://evil.example) <https://evil.example|here>", card.GetProperty("body")[1].GetProperty("inlines")[0].GetProperty("text").GetString());
        Assert.Equal("https://intake.example/answer/x", card.GetProperty("actions")[0].GetProperty("url").GetString());
    }

    private static JsonElement Of(EndpointFormat format) =>
        JsonDocument.Parse(Encoding.UTF8.GetString(ChatMessage.Of(Told, new Endpoint("chat", ImmutableHashSet<string>.Empty, format, "en")))).RootElement;
}
