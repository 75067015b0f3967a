using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Handoffs.Misplaced;

namespace Intake.Handoffs;

/// <summary>A handoff, for our own systems and people.</summary>
/// <param name="Id">What it is called within the account.</param>
/// <param name="Url">Where it is told by itself.</param>
/// <param name="Lead">Key of its lead.</param>
/// <param name="State"><c>due</c>, <c>mailed</c>, <c>accepted</c>, <c>rejected</c>, <c>withdrawn</c>, <c>moved</c>, <c>joined</c>.</param>
/// <param name="Gate">Which gate of the playbook was passed.</param>
/// <param name="Asked">Whether it came by the fast lane.</param>
/// <param name="AccountManager">Who has it; absent until somebody is picked.</param>
/// <param name="RoutedBy">Why they: a word of <see cref="RoutingReasons"/> or <see cref="PassingReasons"/>.</param>
/// <param name="Territory">The territory, where that decided.</param>
/// <param name="Considered">The steps of routing before that which did not decide, in their order.</param>
/// <param name="Former">Who had it before, the first first.</param>
/// <param name="DecidedAt">When the gate was passed.</param>
/// <param name="MailedAt">When its mail left.</param>
/// <param name="AnswerBy">When sales owes an answer.</param>
/// <param name="SnoozedUntil">Until which day it was put off.</param>
/// <param name="Answer">What sales answered.</param>
/// <param name="Contacts">What contact they told of.</param>
/// <param name="End">What came of it after it was accepted.</param>
internal sealed record HandoffDocument(
    string Id, string Url, string Lead, string State, string Gate, bool Asked, string? AccountManager, string? RoutedBy, string? Territory,
    IReadOnlyList<ConsideredDocument>? Considered, IReadOnlyList<FormerHolder>? Former, DateTimeOffset DecidedAt, DateTimeOffset? MailedAt,
    DateTimeOffset? AnswerBy, DateOnly? SnoozedUntil, Answer? Answer, IReadOnlyList<ContactNote>? Contacts, HandoffEnd? End)
{
    /// <summary>A handoff of an account.</summary>
    public static HandoffDocument Of(string account, Handoff handoff) => new(
        handoff.Id, $"/api/handoffs/{new HandoffId(account, handoff.Id)}", AccountState.KeyOf(handoff.Proposition, handoff.Round),
        handoff.State.ToString().ToLowerInvariant(), handoff.Gate, handoff.Asked, handoff.AccountManager, handoff.RoutedBy, handoff.Territory,
        handoff.Considered is { } steps ? [.. steps.Select(ConsideredDocument.Of)] : null, handoff.Former, handoff.DecidedAt, handoff.MailedAt,
        handoff.AnswerBy, handoff.SnoozedUntil, handoff.Answer, handoff.Contacts, handoff.End);
}

/// <summary>A step of routing that did not decide, as in <see cref="Handoffs.Considered"/>.</summary>
internal sealed record ConsideredDocument(string Step, string Why, string? Who)
{
    /// <summary>Reads what a handoff keeps.</summary>
    public static ConsideredDocument Of(string kept)
    {
        var step = Considered.Parse(kept);
        return new ConsideredDocument(step.Step, step.Why, step.Who);
    }
}

/// <summary>How handoffs are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(HandoffDocument))]
[JsonSerializable(typeof(MisplacedListDocument))]
[JsonSerializable(typeof(ApprovedDocument))]
internal sealed partial class HandoffJson : JsonSerializerContext
{
    /// <summary>A line for each thing: people read it in a terminal.</summary>
    public static HandoffJson Readable { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        WriteIndented = true,
    });
}
