using Intake.Accounts;
using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>Gives an open handoff to somebody else.</summary>
public static class Passing
{
    /// <summary>The account with one of its handoffs given on. A lead that was accepted waits for an answer again.</summary>
    /// <param name="state">The account.</param>
    /// <param name="handoff">An open handoff of it.</param>
    /// <param name="to">Id of the account manager who gets it; null to let the routing pick among those who have not had it.</param>
    /// <param name="why">A word of <see cref="PassingReasons"/>.</param>
    /// <param name="playbook">The playbook in force.</param>
    /// <param name="now">The time.</param>
    public static AccountState Give(AccountState state, Handoff handoff, string? to, string why, Playbook playbook, DateTimeOffset now)
    {
        var next = state.With(Give(handoff, to, why, now));
        if (handoff.State != HandoffState.Accepted || !state.Leads.TryGetValue(AccountState.KeyOf(handoff.Proposition, handoff.Round), out var lead)) return next;
        return lead.Closed ? next : next.With(lead with { Stage = playbook.Stages.Of(Role.Handoff).Id, StageSince = now });
    }

    /// <summary>The handoff as it goes on: its mail is due again, and its clocks begin anew.</summary>
    /// <param name="handoff">One that an account manager has, mailed or not.</param>
    /// <param name="to">Id of the account manager who gets it; null to let the routing pick among those who have not had it.</param>
    /// <param name="why">A word of <see cref="PassingReasons"/>.</param>
    /// <param name="now">The time.</param>
    public static Handoff Give(Handoff handoff, string? to, string why, DateTimeOffset now) => handoff with
    {
        State = HandoffState.Due,
        Former = handoff.AccountManager is { } before ? [.. handoff.Former ?? [], new FormerHolder(before, now, why, handoff.Answer)] : handoff.Former,
        AccountManager = to,
        RoutedBy = to is null ? null : why,
        Territory = null,
        Considered = null,
        Mail = null,
        MailedAt = null,
        AnswerBy = null,
        Answer = null,
        SnoozedUntil = null,
        ClockFrom = null,
        Steps = null,
        PendingUpdate = null,
        Telling = null,
    };
}

/// <summary>Why a handoff went to somebody else.</summary>
public static class PassingReasons
{
    /// <summary>A colleague passed it on by name.</summary>
    public const string Passed = "passed";

    /// <summary>They said it is not theirs: wrong territory.</summary>
    public const string NotTheirs = "not-theirs";

    /// <summary>They did not answer in time.</summary>
    public const string NotAnswered = "not-answered";

    /// <summary>They accepted it and told of no contact in time.</summary>
    public const string NotContacted = "not-contacted";

    /// <summary>Mail does not reach them.</summary>
    public const string Unreachable = "unreachable";

    /// <summary>They are away, and its mail did not leave before.</summary>
    public const string Away = "away";

    /// <summary>They left.</summary>
    public const string HasLeft = "has-left";

    /// <summary>It was given to somebody else by order, as after a change of territories.</summary>
    public const string Ordered = "ordered";
}

/// <summary>Kinds of contact with a person.</summary>
public static class ContactKinds
{
    /// <summary>They spoke.</summary>
    public const string Spoke = "spoke";

    /// <summary>Tried in vain, once.</summary>
    public const string Tried = "tried";

    /// <summary>A meeting is planned.</summary>
    public const string Meeting = "meeting";
}
