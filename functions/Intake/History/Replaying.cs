using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Handoffs;
using Intake.Handoffs.Leaving;
using Intake.Playbooks;
using Intake.Scoring;
using Intake.Stages;

namespace Intake.History;

/// <summary>One replay on its way.</summary>
internal sealed class Replaying(AccountHistory history, Playbook playbook)
{
    private readonly Dictionary<string, Person> persons = new(StringComparer.Ordinal);
    private readonly MadeHandoffs made = new();
    private readonly List<StageMove> moves = [];
    private readonly List<ScoredHandoff> scored = [];
    private readonly Queue<Handoff> toScore = new(history.Handoffs.Values.OrderBy(handoff => handoff.DecidedAt).ThenBy(handoff => handoff.Id, StringComparer.Ordinal));
    private readonly Departing departing = new(history, playbook);
    private AccountState? state;
    private DateTimeOffset? look;
    private int withoutHandoff;

    /// <summary>Everything up to an instant, that one included.</summary>
    public Replayed RunUntil(DateTimeOffset until)
    {
        foreach (var step in history.Steps().Where(step => step.At <= until))
        {
            Pass(step.At, inclusive: false);
            ScoreBefore(step.At);
            Take(step);
        }
        Pass(until, inclusive: true);
        ScoreBefore(until.AddTicks(1));
        return new Replayed(state, made.All(), [.. moves], [.. scored])
        {
            AnswersWithoutHandoff = withoutHandoff,
            Persons = persons.ToImmutableSortedDictionary(StringComparer.Ordinal),
        };
    }

    /// <summary>What time alone makes of an account as it is, up to an instant, that one included.</summary>
    public AccountState Onwards(AccountState from, DateTimeOffset now, DateTimeOffset until)
    {
        state = from;
        departing.Plan(null, from, now);
        look = NextLook();
        // One that is overdue happens at once.
        if (look < now) look = now;
        Pass(until, inclusive: true);
        return state;
    }

    private void Take(HistoryStep step)
    {
        if (step.Submission is { } record) Take(record);
        else if (step.Event is { Answer: not null } answer) Take(answer);
        else if (step.Event is { Move: { } move } ordered) Take(ordered, move);
        else if (step.Event is { Kind: HistoryKind.Mailed } mailed) Depart(mailed);
        else if (step.Event is { Kind: HistoryKind.Given or HistoryKind.Lapsed } clock) TakeClock(clock);
        else if (step.Event is { Account: { } account } facts) Take(facts, account);
    }

    private void Take(SubmissionRecord record)
    {
        var enriched = record.EnrichedIn(history.Account);
        Commit(SubmissionDecision.Again(state, persons.GetValueOrDefault(record.PersonId), enriched, record.Refused, playbook, record.RecordedAt), record.RecordedAt);
    }

    // Under another playbook the lead may have been handed off for something else.
    private void Take(HistoryEvent said)
    {
        if (state is null || Open(said.Handoff!) is not { } open)
        {
            withoutHandoff++;
            return;
        }
        var answered = Answers.Apply(state.With(Picked(state.Handoffs[open])), open, said.Answer!, playbook, said.At);
        if (answered.Outcome == AnswerOutcome.Applied) Commit(StateChanges.Between(state, answered, said.By, playbook, said.At), said.At);
        else withoutHandoff++;
    }

    private void Take(HistoryEvent ordered, HistoryMove move)
    {
        if (LeadOf(ordered.Handoff, move.Lead) is not { } lead || Transitions.Check(lead, move.Stage, move.Reason, playbook.Stages) is not { Outcome: TransitionOutcome.Allowed } transition)
        {
            withoutHandoff++;
            return;
        }
        var after = LeadMoves.Apply(state!, lead, transition, move.Told, ordered.At);
        Commit(StateChanges.Between(state!, after, LeadMoves.CauseOf(transition, move.Told), ordered.By, playbook, ordered.At), ordered.At);
    }

    private void TakeClock(HistoryEvent told)
    {
        foreach (var id in (string[])[told.Handoff!, .. told.Others ?? []]) TakeClock(told, id);
    }

    private void TakeClock(HistoryEvent told, string id)
    {
        if (state is null || Open(id) is not { } open) return;
        var handoff = Picked(state.Handoffs[open]);
        var after = told.Kind == HistoryKind.Lapsed ? Lapse.Of(state, handoff, playbook, told.At)
            : told is { Why: PassingReasons.HasLeft, AccountManager: { } heir } ? Takeover.Give(state, handoff, new RoutingPick(heir, told.Why), null, null, playbook, told.At)
            : Passing.Give(state, handoff, told.AccountManager, told.Why!, playbook, told.At);
        Commit(StateChanges.Between(state, after, told.Why ?? Lapse.Cause, told.By, playbook, told.At), told.At);
    }

    private Lead? LeadOf(string? handoff, string key) =>
        state is null ? null
        : state.Leads.GetValueOrDefault(key) is { } lead && lead.LastHandoff == handoff ? lead
        : state.Latest(AccountState.PropositionOf(key));

    // It may be answered before its mail is known to have left.
    private Handoff Picked(Handoff handoff) => handoff with { AccountManager = handoff.AccountManager ?? history.Handoffs.GetValueOrDefault(handoff.Id)?.AccountManager };

    private string? Open(string id)
    {
        if (state!.Handoffs.ContainsKey(id)) return id;
        if (history.Handoffs.GetValueOrDefault(id) is not { } real) return null;
        return state.Handoffs.Values.FirstOrDefault(handoff => handoff.Proposition == real.Proposition && handoff.Answer is null)?.Id;
    }

    private void Take(HistoryEvent change, Account told)
    {
        var before = state ?? AccountState.Of(told);
        var after = before with { Account = Snapshots.Joined(before.Account, told) };
        if (change.EndsRests) after = RestEnd.ByFacts(before, after, playbook);
        Look(before, after, change.By, change.At);
    }

    private void Look(AccountState before, AccountState after, string by, DateTimeOffset now)
    {
        var assessment = Assessor.Look(after, playbook, now, Reachability.By(playbook.Contacts));
        Commit(StateChanges.Between(before, assessment, by, playbook, now), now);
    }

    private void Commit(AccountCommit commit, DateTimeOffset now)
    {
        var before = state;
        state = Written(before, commit);
        if (commit.Person is { } person) persons[person.Id] = person;
        moves.AddRange(commit.Moves);
        made.Add(before, commit);
        departing.Plan(before, commit.State, now);
        look = NextLook();
    }

    // A score that says nothing new is not written, so that its reasons stay those of its day.
    private static AccountState Written(AccountState? before, AccountCommit commit) => before is null ? commit.State : commit.State with
    {
        Leads = commit.State.Leads.SetItems(commit.State.Leads.Keys.Except(commit.ChangedLeads, StringComparer.Ordinal).Select(key => KeyValuePair.Create(key, before.Leads[key]))),
    };

    // What time does by itself: mails leave, and leads move when points fade.
    private void Pass(DateTimeOffset until, bool inclusive)
    {
        while (true)
        {
            var mail = departing.Next(state);
            var next = mail is { } due && !(look < due.At) ? due.At : look;
            if (next is not { } at || at > until || (at == until && !inclusive)) return;
            ScoreBefore(at);
            if (mail?.At == at) Depart(mail.Value.Handoff, null, at);
            else Look(state!, state!, AgendaKinds.Look, at);
        }
    }

    private void Depart(HistoryEvent mailed)
    {
        foreach (var id in mailed.AllMailed()) Depart(id, mailed.AccountManager, mailed.At);
    }

    private void Depart(string id, string? manager, DateTimeOffset at)
    {
        departing.Left(id);
        if (state?.Handoffs.GetValueOrDefault(id) is not { State: HandoffState.Due } handoff) return;
        var mailed = handoff with
        {
            State = HandoffState.Mailed, MailedAt = at, AccountManager = manager ?? history.Handoffs.GetValueOrDefault(id)?.AccountManager, PendingUpdate = null,
        };
        state = state.With(mailed);
        made.Update(mailed);
    }

    // The days are noted by whoever decides.
    private DateTimeOffset? NextLook()
    {
        DateOnly? first = null;
        foreach (var (_, lead) in state!.Leads)
            if (lead is { Closed: false, LookAt: { } day } && !(first <= day)) first = day;
        return first is { } next ? LookTime.At(history.Account, next) : null;
    }

    // What was handed off in reality, at the score that it would have had.
    private void ScoreBefore(DateTimeOffset at)
    {
        while (toScore.TryPeek(out var next) && next.DecidedAt < at)
        {
            toScore.Dequeue();
            scored.Add(new ScoredHandoff(next, ScoreOf(next)));
        }
    }

    private int? ScoreOf(Handoff real)
    {
        if (state is null) return null;
        var seen = Aliases.Joined(state);
        var lead = seen.Leads.GetValueOrDefault(AccountState.KeyOf(real.Proposition, real.Round)) ?? seen.Latest(real.Proposition);
        return lead is null ? null : Scorer.Score(seen.Account, lead, playbook, DateOnly.FromDateTime(real.DecidedAt.UtcDateTime)).Total;
    }
}
