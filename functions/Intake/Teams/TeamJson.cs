using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Intake.Playbooks;

namespace Intake.Teams;

/// <summary>The answer to a change that was taken in.</summary>
/// <param name="Command">Its id.</param>
/// <param name="Status">Where to ask what became of it.</param>
internal sealed record OrderedDocument(string Command, string Status);

/// <summary>What became of a change.</summary>
internal sealed record OutcomeDocument(string Command, string Outcome, DateTimeOffset At, long Revision, IReadOnlyList<Problem>? Problems);

/// <summary>Problem details (RFC 9457) of a team that is not valid.</summary>
internal sealed record BrokenTeamDocument(string Type, string Title, int Status, string Detail, IReadOnlyList<Problem> Problems);

/// <summary>How it is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(OrderedDocument))]
[JsonSerializable(typeof(OutcomeDocument))]
[JsonSerializable(typeof(BrokenTeamDocument))]
internal sealed partial class TeamJson : JsonSerializerContext
{
    /// <summary>Writes accents and quotes as they are, and a line for each thing: people read it in a terminal.</summary>
    public static TeamJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
