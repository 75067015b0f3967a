using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Intake.Stages;

namespace Intake.Scoring.Explaining;

/// <summary>The score of a lead on a day, explained. Points have two decimals.</summary>
/// <param name="Lead">Id of the lead.</param>
/// <param name="Day">The day, UTC.</param>
/// <param name="Known">As known when, in words.</param>
/// <param name="Approximate">Merges or old rows make the past of this account near and not exact.</param>
/// <param name="Closed">Its round is closed, and the score is as it was then.</param>
/// <param name="Playbook">Version of the playbook.</param>
/// <param name="Stage">Its stage, in the playbook's words.</param>
/// <param name="Phase">Its phase; absent for none.</param>
/// <param name="Total">The sum of the points of <paramref name="Reasons"/>.</param>
/// <param name="Components">The four of them, in order.</param>
/// <param name="Reasons">What added or took points.</param>
/// <param name="Unknown">What was asked and nobody told.</param>
/// <param name="NextGate">What it is short of; absent where sales has it or the round is closed.</param>
internal sealed record ScoreDocument(
    string Lead, DateOnly Day, string Known, bool Approximate, bool Closed, string Playbook, StageDocument Stage, PhaseDocument? Phase, decimal Total,
    IReadOnlyList<ComponentDocument> Components, IReadOnlyList<ReasonDocument> Reasons, IReadOnlyList<UnknownDocument> Unknown, NextGateDocument? NextGate);

/// <summary>How far the buyer is, and the first day on which that does not stand any more.</summary>
internal sealed record PhaseDocument(string Id, string Words, DateOnly? Until);

/// <summary>A component.</summary>
/// <param name="Component"><c>interest</c>, <c>phase</c>, <c>fit</c> or <c>value</c>.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Before">0 to 100, before its weight.</param>
/// <param name="Weight">Percent; absent where another playbook counted it.</param>
/// <param name="After">Its points in the total.</param>
internal sealed record ComponentDocument(string Component, string Words, decimal Before, int? Weight, decimal After);

/// <summary>A reason.</summary>
/// <param name="Rule">Its id.</param>
/// <param name="Words">What it is.</param>
/// <param name="Component">The component that it is part of.</param>
/// <param name="Points">Its points in the total.</param>
/// <param name="Content">The content that it came from; absent for none.</param>
/// <param name="Expires">The first day on which nothing is left of it; absent where time does not end it.</param>
/// <param name="Unknown">A neutral value stands in for what nobody told.</param>
internal sealed record ReasonDocument(string Rule, string Words, string Component, decimal Points, ContentDocument? Content, DateOnly? Expires, bool Unknown);

/// <summary>A piece of content.</summary>
internal sealed record ContentDocument(string Id, string Title);

/// <summary>A fact that nobody told.</summary>
/// <param name="Fact">As conditions call it.</param>
/// <param name="Words">What it is.</param>
/// <param name="AskedBy">What asked for it.</param>
internal sealed record UnknownDocument(string Fact, string Words, IReadOnlyList<string> AskedBy);

/// <summary>What a lead is short of.</summary>
/// <param name="Gate">Id of the gate.</param>
/// <param name="Cause">What keeps it, as the history of the lead would say.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Misses">The lines that it is below.</param>
internal sealed record NextGateDocument(string Gate, string Cause, string Words, IReadOnlyList<MissDocument> Misses);

/// <summary>A line, in points before weights.</summary>
internal sealed record MissDocument(string What, decimal Has, decimal Needs);

/// <summary>How it is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScoreDocument))]
internal sealed partial class ScoreJson : JsonSerializerContext
{
    /// <summary>Writes accents as they are; what browsers could run stays escaped.</summary>
    public static ScoreJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}
