using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Http;

/// <summary>The answer to an accepted submission.</summary>
/// <param name="Receipt">With which its outcome can be asked.</param>
/// <param name="Status">Where.</param>
/// <param name="Download">The page of the file that was asked for, where it is not mailed.</param>
internal sealed record AcceptedDocument(string Receipt, string Status, string? Download = null);

/// <summary>The outcome of a submission: a word, and nothing personal.</summary>
internal sealed record OutcomeDocument(string Outcome);

/// <summary>The answer to a provider's challenge.</summary>
internal sealed record ChallengeDocument(string PlainToken, string EncryptedToken);

/// <summary>Problem details (RFC 9457).</summary>
/// <param name="Type">Names the kind of problem.</param>
/// <param name="Title">The kind in words.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Detail">This case.</param>
/// <param name="Errors">By field, what is wrong with it.</param>
internal sealed record ProblemDocument(string Type, string Title, int Status, string Detail, SortedDictionary<string, string[]>? Errors);

/// <summary>A form for whoever builds a page for it.</summary>
internal sealed record FormDocument(
    string Id, string Title, string Method, string Action, IReadOnlyList<FieldDocument> Fields, string Token, string Snippet);

/// <summary>A field of it.</summary>
internal sealed record FieldDocument(
    string Name, string Label, string Type, bool Required, int MaxLength, IReadOnlyList<OptionDocument>? Options);

/// <summary>A choice of a field.</summary>
internal sealed record OptionDocument(string Value, string Label);

/// <summary>How answers are written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AcceptedDocument))]
[JsonSerializable(typeof(OutcomeDocument))]
[JsonSerializable(typeof(ChallengeDocument))]
[JsonSerializable(typeof(ProblemDocument))]
[JsonSerializable(typeof(FormDocument))]
[JsonSerializable(typeof(BulkDocument))]
internal sealed partial class HttpJson : JsonSerializerContext
{
    /// <summary>Writes HTML and accents as they are, so that a snippet can be copied off a terminal;
    /// the content type keeps a browser from running it.</summary>
    public static HttpJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
