using Intake.Accounts;
using Intake.Storage;

namespace Intake.Outgoing;

/// <summary>Something that other systems may be told: names it, holds nothing of it.</summary>
/// <param name="Event">A word of <see cref="OutgoingEvents"/>.</param>
/// <param name="Subject">Of what: a handoff's id, a lead's key, or the row of a stage move.</param>
/// <param name="Once">Tells it from others of the same subject; the same is told once.</param>
public sealed record Happening(string Event, string Subject, string Once = "")
{
    private const char Between = '|';

    /// <summary>Reads one; null for what is none.</summary>
    public static Happening? Parse(string text) => text.Split(Between) is [var what, var subject, var once] ? new Happening(what, subject, once) : null;

    /// <summary>That an account manager got a handoff.</summary>
    public static Happening Given(Handoff handoff) =>
        new(handoff.Assignment == 1 ? OutgoingEvents.HandoffMade : OutgoingEvents.HandoffGiven, handoff.Id, $"{handoff.Assignment}");

    /// <summary>That sales answered.</summary>
    public static Happening Answered(Handoff handoff) =>
        new(OutgoingEvents.HandoffAnswered, handoff.Id, $"{handoff.Assignment}-{handoff.Answer?.Kind}-{handoff.Answer?.At.UtcTicks}");

    /// <summary>Key of the lead of a stage move's row.</summary>
    public static string? LeadOfMove(string row) =>
        row.StartsWith(Rows.StagePrefix, StringComparison.Ordinal) && row[Rows.StagePrefix.Length..].Split(':') is [_, var proposition, var round, _]
            ? $"{proposition}:{round}" : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Event}{Between}{Subject}{Between}{Once}";
}
