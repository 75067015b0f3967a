using Intake.Accounts;
using Intake.Departures;
using Intake.Handoffs;
using Intake.Playbooks;

namespace Intake.Stages;

/// <summary>What sales may answer.</summary>
public static class AnswerKinds
{
    /// <summary>I take it.</summary>
    public const string Accept = "accept";

    /// <summary>Not for me, with a reason of the playbook.</summary>
    public const string Reject = "reject";

    /// <summary>Ask me again on a day: no answer yet, the clocks stand still until then.</summary>
    public const string Snooze = "snooze";

    /// <summary>For a colleague, by name; without one to whom the routing finds next.</summary>
    public const string Pass = "pass";

    /// <summary>Contact with a person of the lead, once it is accepted.</summary>
    public const string Contact = "contact";
}

/// <summary>What became of an answer.</summary>
/// <param name="Outcome">Whether it was carried out.</param>
/// <param name="State">The account from now on; as it was where nothing was carried out.</param>
/// <param name="Change">The move of the lead; null for none.</param>
/// <param name="Earlier">The answer that stands, where this one repeats or contradicts it.</param>
/// <param name="Forward">Mailbox that gets the matter, where it is not sales'.</param>
public sealed record Answered(AnswerOutcome Outcome, AccountState State, StageChange? Change = null, Answer? Earlier = null, string? Forward = null);

/// <summary>Outcomes of an answer.</summary>
public enum AnswerOutcome
{
    /// <summary>Carried out.</summary>
    Applied,

    /// <summary>The same answer as before: nothing to do.</summary>
    Repeated,

    /// <summary>Another answer was given before; that one stands.</summary>
    Contradicts,

    /// <summary>There is no such handoff any more.</summary>
    UnknownHandoff,

    /// <summary>The playbook does not know the kind of answer, or the reason.</summary>
    UnknownReason,

    /// <summary>Somebody else has it by now.</summary>
    GivenAway,

    /// <summary>It was not accepted, so there is no contact to tell of.</summary>
    NotAccepted,
}

/// <summary>Carries out sales' answers by the playbook.</summary>
public static class Answers
{
    /// <summary>Takes an answer in. The first one stands; it may come twice.</summary>
    public static Answered Apply(AccountState state, string handoffId, Answer answer, Playbook playbook, DateTimeOffset now)
    {
        if (!state.Handoffs.TryGetValue(handoffId, out var handoff)) return new Answered(AnswerOutcome.UnknownHandoff, state);
        if (handoff.AccountManager != answer.By && handoff.Former?.Any(former => former.AccountManager == answer.By) is true)
            return new Answered(AnswerOutcome.GivenAway, state);
        if (answer.Kind == AnswerKinds.Contact) return Contact(state, handoff, answer);
        if (handoff.Answer is { } earlier) return new Answered(Same(earlier, answer) ? AnswerOutcome.Repeated : AnswerOutcome.Contradicts, state, Earlier: earlier);
        if (!state.Leads.TryGetValue(AccountState.KeyOf(handoff.Proposition, handoff.Round), out var lead)) return new Answered(AnswerOutcome.UnknownHandoff, state);

        if (answer.Kind == AnswerKinds.Accept) return Accept(state, handoff, lead, answer, playbook, now);
        if (answer is { Kind: AnswerKinds.Snooze, Until: { } until }) return Snooze(state, handoff, until);
        if (answer.Kind == AnswerKinds.Pass) return Pass(state, handoff, answer, playbook, now);
        if (answer.Kind == AnswerKinds.Reject && answer.Reason is { } id && playbook.Stages.Reasons.TryGetValue(id, out var reason))
            return Reject(state, handoff, lead, answer, reason, playbook, now);
        return new Answered(AnswerOutcome.UnknownReason, state);
    }

    private static bool Same(Answer one, Answer other) => one.Kind == other.Kind && one.Reason == other.Reason && one.Until == other.Until;

    // Its clocks stand still until then; it can be answered meanwhile.
    private static Answered Snooze(AccountState state, Handoff handoff, DateOnly until) =>
        handoff.SnoozedUntil == until ? new Answered(AnswerOutcome.Repeated, state)
        : new Answered(AnswerOutcome.Applied, state.With(handoff with { SnoozedUntil = until, AnswerBy = null }));

    private static Answered Pass(AccountState state, Handoff handoff, Answer answer, Playbook playbook, DateTimeOffset now)
    {
        // Picked nobody yet, it is passed on by nobody.
        if (handoff.AccountManager is null || handoff.AccountManager == answer.To) return new Answered(AnswerOutcome.Repeated, state);
        var why = answer.To is null ? PassingReasons.NotTheirs : PassingReasons.Passed;
        return new Answered(AnswerOutcome.Applied, Passing.Give(state, handoff, answer.To, why, playbook, now));
    }

    // The same told twice at the same time is one; a call at another time is another.
    private static Answered Contact(AccountState state, Handoff handoff, Answer answer)
    {
        if (answer.Contact is not (ContactKinds.Spoke or ContactKinds.Tried or ContactKinds.Meeting)) return new Answered(AnswerOutcome.UnknownReason, state);
        if (handoff.State != HandoffState.Accepted) return new Answered(AnswerOutcome.NotAccepted, state);
        var note = new ContactNote(answer.Contact, answer.At, answer.By);
        if (handoff.Contacts?.Contains(note) is true) return new Answered(AnswerOutcome.Repeated, state);
        return new Answered(AnswerOutcome.Applied, state.With(handoff with { Contacts = [.. handoff.Contacts ?? [], note] }));
    }

    private static Answered Accept(AccountState state, Handoff handoff, Lead lead, Answer answer, Playbook playbook, DateTimeOffset now)
    {
        var stage = playbook.Stages.Of(Role.Accepted).Id;
        var moved = lead with { Stage = stage, StageSince = now, LastAccountManager = answer.By, RestFrom = null, RestUntil = null };
        return new Answered(AnswerOutcome.Applied,
            state.With(handoff with { State = HandoffState.Accepted, Answer = answer, SnoozedUntil = null, ClockFrom = null, Steps = null }).With(moved), Change(lead, stage, "accepted", now));
    }

    private static Answered Reject(
        AccountState state, Handoff handoff, Lead lead, Answer answer, RejectionReason reason, Playbook playbook, DateTimeOffset now)
    {
        var stage = playbook.Stages.Of(reason.Becomes).Id;
        var moved = Refusals.Rest(lead, answer, reason) with
        {
            Stage = stage,
            StageSince = now,
            RefusedReason = reason.Id,
            LastAccountManager = handoff.AccountManager ?? answer.By,
            Closed = reason.Closes,
        };
        if (reason.RemovesActivity) moved = Refusals.Without(moved, handoff.Trigger);
        var next = state.With(handoff with { State = HandoffState.Rejected, Answer = answer, PendingUpdate = null }).With(moved);
        next = next with { Account = Refusals.Facts(next.Account, handoff, answer, reason) };
        return new Answered(AnswerOutcome.Applied, next, Change(lead, stage, "rejected:" + reason.Id, now), Forward: reason.Forward);
    }

    private static StageChange? Change(Lead lead, string stage, string cause, DateTimeOffset now) =>
        lead.Stage == stage ? null : new StageChange(lead.Proposition, lead.Round, lead.Stage, stage, cause, now);
}

/// <summary>Effects of a refusal.</summary>
internal static class Refusals
{
    /// <summary>Rest until the date given, else for the days that the reason states; new activity means after the answer.</summary>
    public static Lead Rest(Lead lead, Answer answer, RejectionReason reason)
    {
        var until = (reason.AsksDate ? answer.Until : null) ?? (reason.RestDays is { } days ? DateOnly.FromDateTime(answer.At.UtcDateTime).AddDays(days) : null);
        return lead with { RestFrom = answer.At, RestUntil = until };
    }

    /// <summary>The activity was no interest.</summary>
    public static Lead Without(Lead lead, Trigger trigger)
    {
        if (trigger.Rule is not { } rule || !lead.Persons.TryGetValue(trigger.Person, out var counts)) return lead;
        var day = DateOnly.FromDateTime(trigger.At.UtcDateTime);
        foreach (var stated in new[] { false, true })
        {
            var key = Scoring.BucketKey.Of(rule, trigger.Content, stated);
            if (!counts.Buckets.TryGetValue(key, out var days) || !days.ContainsKey(day.DayNumber)) continue;
            return lead with { Persons = lead.Persons.SetItem(trigger.Person, counts.Add(key, day, -1)) };
        }
        return lead;
    }

    /// <summary>What sales told about the account and the person.</summary>
    public static Account Facts(Account account, Handoff handoff, Answer answer, RejectionReason reason)
    {
        if (reason.AccountKind is { } kind)
            account = account with { Stated = account.Stated.Merge([new(AccountKinds.Fact, kind)], answer.At, handoff.Id) };
        if (reason.Person == PersonEffect.None) return account;
        // Said of the human, so of each of their addresses.
        foreach (var id in Aliases.Of(account, handoff.Trigger.Person).Where(account.Members.ContainsKey))
            account = account with { Members = account.Members.SetItem(id, Affected(account.Members[id], reason.Person, answer, handoff)) };
        return account;
    }

    private static Member Affected(Member member, PersonEffect effect, Answer answer, Handoff handoff) => effect switch
    {
        PersonEffect.Left => Departure.Say(member, Departure.Told, answer.At, handoff.Id),
        PersonEffect.Outside => member with { Outside = true },
        _ => member with { Student = true },
    };
}
