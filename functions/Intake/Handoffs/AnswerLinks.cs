using Intake.Links;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Links by which an account manager answers: one sealed token, several doors to the same page.</summary>
/// <param name="Open">The page without a choice made.</param>
/// <param name="Accept">The page to confirm taking it.</param>
/// <param name="Reject">The page to say why not.</param>
public sealed record AnswerLinks(string Open, string Accept, string Reject)
{
    /// <summary>How long a link works: longer than the slowest clock.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(45);

    /// <summary>Makes the links of a handoff.</summary>
    /// <param name="seal">Seals the token.</param>
    /// <param name="publicUrl">Where the app is reached, without a slash at the end.</param>
    /// <param name="token">What the token says.</param>
    /// <param name="now">The time.</param>
    public static AnswerLinks Make(Seal seal, Uri publicUrl, AnswerToken token, DateTimeOffset now)
    {
        string Link(string path, string purpose) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/{path}/{seal.Close(purpose, token.ToString(), now + Lifetime)}";
        var page = Link("answer", SealPurposes.Answer);
        return new AnswerLinks(page, $"{page}?do={AnswerKinds.Accept}", $"{page}?do={AnswerKinds.Reject}")
        {
            Card = Link("card", SealPurposes.Card), Calendar = Link("calendar", SealPurposes.Calendar),
        };
    }

    /// <summary>The contact card of whom to contact first; null for none.</summary>
    public string? Card { get; init; }

    /// <summary>The time to call them, for a calendar; null for none.</summary>
    public string? Calendar { get; init; }

    /// <summary>The page with something else chosen.</summary>
    /// <param name="act">An answer, a contact, or playbook id of a stage.</param>
    public string To(string act) => $"{Open}?do={act}";
}

/// <summary>What an answer link says once opened: ids only.</summary>
public sealed record AnswerToken(string Account, string Handoff, string AccountManager)
{
    /// <summary>Reads it; null when it is not one.</summary>
    public static AnswerToken? Parse(string text) =>
        text.Split('|') is [{ Length: > 0 } account, { Length: > 0 } handoff, { Length: > 0 } manager]
        ? new AnswerToken(account, handoff, manager) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Account}|{Handoff}|{AccountManager}";
}
