using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.LocalHost.Mailbox;

/// <summary>A mail as it arrived in one inbox: one for each personalization of a request.</summary>
internal sealed record StoredMail
{
    /// <summary>When it was accepted.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The addresses it was sent to, joined by <c>", "</c>; copies are in the header <c>Cc</c>.</summary>
    public required string To { get; init; }

    /// <summary>The address it was sent from, without the name.</summary>
    public required string From { get; init; }

    /// <summary>Its subject.</summary>
    public required string Subject { get; init; }

    /// <summary>The HTML part; empty when it has none.</summary>
    public required string Html { get; init; }

    /// <summary>The plain text part; empty when it has none.</summary>
    public required string Text { get; init; }

    /// <summary>The headers a mail program would show besides the above: <c>From</c>, <c>Reply-To</c>, <c>Cc</c> and the sender's own.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>What the sender attached for its own use; the provider reports it back with each event.</summary>
    public required IReadOnlyDictionary<string, string> CustomArgs { get; init; }
}

/// <summary>A mail with the name under which the mailbox keeps it.</summary>
internal sealed record MailboxEntry(string Id, StoredMail Mail);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
[JsonSerializable(typeof(StoredMail))]
[JsonSerializable(typeof(IEnumerable<StoredMail>))]
[JsonSerializable(typeof(MailErrorBody))]
internal sealed partial class MailboxJson : JsonSerializerContext
{
    /// <summary>Writes HTML and accents as they are: the files and answers are JSON for people, never part of a page.</summary>
    internal static MailboxJson Readable =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
