using System.Text.Json.Serialization;

namespace Intake.Merging;

/// <summary>Who or what becomes part of which other.</summary>
internal sealed record PairDocument(string? Source, string? Target);

/// <summary>The answer to an order that was taken.</summary>
/// <param name="Command">What was ordered.</param>
/// <param name="Id">Id of the merge.</param>
/// <param name="Status">Where to ask how far it is.</param>
internal sealed record OrderedDocument(string Command, string? Id = null, string? Status = null);

/// <summary>A merge.</summary>
/// <param name="Id">For undoing it.</param>
/// <param name="State"><c>taken</c> (under way), <c>done</c>, <c>undone</c> or <c>cancelled</c>.</param>
/// <param name="Evidence">On what it rests.</param>
/// <param name="At">When it was ordered.</param>
/// <param name="Source">The account that was left.</param>
/// <param name="Target">The account that they came to.</param>
/// <param name="Person">The person that moved; absent where all of the account went.</param>
/// <param name="AliasOf">Of whom they are another address.</param>
internal sealed record MergeDocument(
    string Id, string State, string Evidence, DateTimeOffset At, string Source, string Target, string? Person, string? AliasOf);

/// <summary>How it is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PairDocument))]
[JsonSerializable(typeof(OrderedDocument))]
[JsonSerializable(typeof(MergeDocument))]
internal sealed partial class MergeJson : JsonSerializerContext;
