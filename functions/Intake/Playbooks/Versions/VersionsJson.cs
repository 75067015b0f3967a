using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Playbooks.Versions;

/// <summary>All versions.</summary>
/// <param name="InForce">The version in force.</param>
/// <param name="Since">Since when; absent for the one that the app came with.</param>
/// <param name="Coming">The version that takes effect soon.</param>
/// <param name="Broken">A version that should be in force and cannot; the last valid one stays.</param>
/// <param name="Versions">The one in force, those that were, and every proposal.</param>
internal sealed record VersionsDocument(string InForce, DateTimeOffset? Since, ComingDocument? Coming, BrokenDocument? Broken, IReadOnlyList<VersionDocument> Versions);

/// <summary>A version that takes effect soon.</summary>
internal sealed record ComingDocument(string Version, DateTimeOffset From);

/// <summary>A version that should be in force and cannot.</summary>
internal sealed record BrokenDocument(string Version, IReadOnlyList<Problem> Problems);

/// <summary>A version.</summary>
/// <param name="Version">Its version; absent where a file is no JSON.</param>
/// <param name="Folder">The folder it was proposed in.</param>
/// <param name="State"><c>broken</c>, <c>proposed</c>, <c>approved</c>, <c>coming</c>, <c>in-force</c> or <c>replaced</c> (it was in force).</param>
/// <param name="Valid">Whether it may be in force.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Warnings">What does not keep it from being in force.</param>
/// <param name="Approvals">Who approved it.</param>
/// <param name="Missing">Who of which side may approve it still.</param>
/// <param name="Activations">When it came into force.</param>
/// <param name="Difference">What it says otherwise than the version in force.</param>
/// <param name="Links">Where to go on.</param>
internal sealed record VersionDocument(
    string? Version, string? Folder, string State, bool Valid, IReadOnlyList<Problem> Problems, IReadOnlyList<Problem> Warnings, IReadOnlyList<GivenApproval> Approvals,
    SortedDictionary<string, IReadOnlyList<string>> Missing, IReadOnlyList<DateTimeOffset> Activations, IReadOnlyList<Change>? Difference, LinksDocument? Links);

/// <summary>Addresses.</summary>
internal sealed record LinksDocument(string Self, string Approve, string Activate, string Simulate);

/// <summary>Who approves.</summary>
internal sealed record ApprovalDocument(string? Side, string? Name);

/// <summary>The answer to an order that was taken.</summary>
/// <param name="Command">What was ordered.</param>
/// <param name="Version">Of which version.</param>
/// <param name="Status">Where to ask what became of it.</param>
internal sealed record OrderedDocument(string Command, string Version, string Status);

/// <summary>Problem details (RFC 9457) of files that are no playbook.</summary>
internal sealed record BrokenFilesDocument(string Type, string Title, int Status, string Detail, IReadOnlyList<Problem> Problems);

/// <summary>How it is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(VersionsDocument))]
[JsonSerializable(typeof(VersionDocument))]
[JsonSerializable(typeof(ApprovalDocument))]
[JsonSerializable(typeof(OrderedDocument))]
[JsonSerializable(typeof(BrokenFilesDocument))]
internal sealed partial class VersionsJson : JsonSerializerContext
{
    /// <summary>Writes accents and quotes as they are, and a line for each thing: people read it in a terminal.</summary>
    public static VersionsJson Readable { get; } = new(Written(indented: true));

    /// <summary>The same on one line.</summary>
    public static VersionsJson OneLine { get; } = new(Written(indented: false));

    private static JsonSerializerOptions Written(bool indented) => new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
