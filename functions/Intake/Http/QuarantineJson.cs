using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Submissions;

namespace Intake.Http;

/// <summary>A page of what is held.</summary>
/// <param name="Items">Submissions with their reasons.</param>
/// <param name="Next">For <c>?after=</c>; null on the last page.</param>
internal sealed record QuarantineDocument(IReadOnlyList<QuarantinedDocument> Items, string? Next);

/// <summary>A submission that is held.</summary>
internal sealed record QuarantinedDocument(
    string Id, IReadOnlyList<string> Reasons, string Source, string Form, DateTimeOffset ReceivedAt, Submission Submission);

/// <summary>The answer to a judgement that was taken.</summary>
internal sealed record JudgedDocument(string Id, string Command);

/// <summary>Why something stays held.</summary>
internal sealed record DiscardDocument(string? Reason);

/// <summary>How the quarantine answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuarantineDocument))]
[JsonSerializable(typeof(JudgedDocument))]
[JsonSerializable(typeof(DiscardDocument))]
internal sealed partial class QuarantineJson : JsonSerializerContext
{
    /// <summary>Writes accents as they are; what browsers could run stays escaped.</summary>
    public static QuarantineJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All),
    });
}
