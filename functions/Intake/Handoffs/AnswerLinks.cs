using Intake.Links;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Handoffs;

/// <summary>Links by which an account manager answers: one sealed token, several doors to the same page.</summary>
/// <param name="Open">The page without a choice made.</param>
/// <param name="Accept">The page to confirm taking it.</param>
/// <param name="Reject">The page to say why not.</param>
/// <param name="NotNow">The same with the first reason that asks for a day chosen.</param>
public sealed record AnswerLinks(string Open, string Accept, string Reject, string NotNow)
{
    /// <summary>How long a link works: longer than the slowest clock.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(45);

    /// <summary>Makes the links of a handoff.</summary>
    /// <param name="seal">Seals the token.</param>
    /// <param name="publicUrl">Where the app is reached, without a slash at the end.</param>
    /// <param name="token">What the token says.</param>
    /// <param name="stages">The reasons for refusing.</param>
    /// <param name="now">The time.</param>
    public static AnswerLinks Make(Seal seal, Uri publicUrl, AnswerToken token, StageBook stages, DateTimeOffset now)
    {
        var page = $"{publicUrl.AbsoluteUri.TrimEnd('/')}/answer/{seal.Close(SealPurposes.Answer, token.ToString(), now + Lifetime)}";
        var later = stages.Refusals.FirstOrDefault(refusal => refusal.AsksDate);
        var reject = $"{page}?do={AnswerKinds.Reject}";
        return new AnswerLinks(page, $"{page}?do={AnswerKinds.Accept}", reject, later is null ? reject : $"{reject}&reason={later.Id}");
    }
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
