using Intake.Http;

namespace Intake.Handoffs;

/// <summary>What a handoff is called outside: <c>{account}.{handoff}</c>, each 32 hex digits.</summary>
/// <param name="Account">Id of the account that it was made in: where that was merged into another, the handoff is found all the same.</param>
/// <param name="Handoff">Its id within the account.</param>
public sealed record HandoffId(string Account, string Handoff)
{
    /// <summary>Reads an id; null for what is none.</summary>
    public static HandoffId? Parse(string? text) =>
        text?.Split('.') is [var account, var handoff] && CommandDesk.IsId(account) && CommandDesk.IsId(handoff) ? new HandoffId(account, handoff) : null;

    /// <inheritdoc/>
    public override string ToString() => $"{Account}.{Handoff}";
}
