using Intake.Accounts;

namespace Intake.Stages;

/// <summary>What is to become of a lead.</summary>
/// <param name="Stage">Playbook id of its stage from now on.</param>
/// <param name="Cause">Why, in a word for the history: a gate's id, <c>below:interest</c>, <c>excluded:student</c>, <c>resting</c>, ...</param>
/// <param name="Handover">A handoff to make; null for none.</param>
/// <param name="Update">News for a handoff or opportunity that sales has already; null for none.</param>
/// <param name="Withdraw">Id of a handoff whose mail is not to leave; null for none.</param>
/// <param name="Quieted">What would have handed it off but for something old that came just now; null for nothing.</param>
public sealed record StageDecision(
    string Stage, string Cause, Handover? Handover = null, HandoffNews? Update = null, string? Withdraw = null, Trigger? Quieted = null);

/// <summary>A handoff to make.</summary>
public sealed record Handover(string Gate, bool Asked, Trigger Trigger);

/// <summary>News for sales. <paramref name="Handoff"/> is null where the CRM has an open opportunity and we have no handoff.</summary>
/// <param name="Handoff">Id of the open handoff.</param>
/// <param name="Trigger">What happened.</param>
/// <param name="Asked">The person asked for an answer: a mail that has yet to leave goes by the fast lane.</param>
public sealed record HandoffNews(string? Handoff, Trigger Trigger, bool Asked);

/// <summary>Whether a person may be approached by some channel.</summary>
public delegate bool Reachable(Account account, string personId, Member member);
