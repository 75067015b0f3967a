using System.Collections.Immutable;
using System.Globalization;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Departures;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Stages;

namespace Intake.Tests.History;

/// <summary>One account as the app would have it, kept as the app keeps it. Every day is looked at that nothing
/// else happened on, whether it was noted or not.</summary>
internal sealed class Reality(string account, Playbook playbook)
{
    private readonly Dictionary<string, Person> persons = [];
    private readonly List<SubmissionRecord> records = [];
    private readonly List<HistoryEvent> events = [];
    private readonly List<StageMove> moves = [];
    private readonly SortedDictionary<string, Handoff> handoffs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> mails = [];
    private long revision;
    private DateOnly? decided;

    public string Account => account;

    public AccountState? State { get; private set; }

    public DateTimeOffset Now { get; private set; } = DateTimeOffset.MinValue;

    public IEnumerable<Handoff> Waiting => State?.Handoffs.Values.Where(handoff => handoff is { State: HandoffState.Mailed, Answer: null }) ?? [];

    public AccountHistory History => new()
    {
        Account = account, Submissions = [.. records], Events = [.. events], Moves = [.. moves],
        Handoffs = handoffs.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    public void Take(EnrichedSubmission submission, DateTimeOffset at)
    {
        PassTo(at);
        Commit(SubmissionDecision.Decide(State, persons.GetValueOrDefault(submission.PersonId), submission with { AccountId = account }, playbook, at));
    }

    public void Answer(Handoff handoff, string kind, string? reason, DateTimeOffset at, DateOnly? until = null)
    {
        PassTo(at);
        var answer = new Answer(kind, at, "sanne", reason, until);
        var answered = Answers.Apply(State!, handoff.Id, answer, playbook, at);
        if (answered.Outcome != AnswerOutcome.Applied) return;
        Commit(StateChanges.Between(State!, answered, "command", playbook, at) with { Event = HistoryEvent.Answered(handoff.Id, answer, "command", at) });
    }

    public void Move(Lead lead, string stage, string? reason, DateTimeOffset at)
    {
        PassTo(at);
        lead = State!.Leads[AccountState.KeyOf(lead)];
        var transition = Transitions.Check(lead, stage, reason, playbook.Stages);
        if (transition.Outcome != TransitionOutcome.Allowed) return;
        var move = new LeadMove(at, "crm", 12_000);
        var commit = StateChanges.Between(State, LeadMoves.Apply(State, lead, transition, move, at), LeadMoves.CauseOf(transition, move), "command", playbook, at);
        Commit(commit with { Event = HistoryEvent.Moved(new HistoryMove(AccountState.KeyOf(lead), stage, reason, move), lead.LastHandoff, "command", at) });
    }

    public void Leave(string person, DateTimeOffset at)
    {
        PassTo(at);
        if (State?.Account.Members.GetValueOrDefault(person) is not { } member) return;
        var left = State with { Account = State.Account with { Members = State.Account.Members.SetItem(person, Departure.Say(member, Departure.Told, at, "told")) } };
        var commit = StateChanges.Between(State, Assessor.Look(left, playbook, at, Reachability.By(playbook.Contacts)), "told", playbook, at);
        Commit(commit with { Event = HistoryEvent.Facts(commit.State.Account, "told", at) });
    }

    public void Read(Company company, DateTimeOffset at)
    {
        PassTo(at);
        var from = new Origin(at, revision.ToString(CultureInfo.InvariantCulture));
        if (State is not null && RefreshDecision.Decide(State, new KnownCompany(company, null), from, playbook, at) is { } commit) Commit(commit);
    }

    /// <summary>Lets time come to an instant: mails leave in working hours, and every day has its look.</summary>
    public void PassTo(DateTimeOffset until)
    {
        while (Now < until)
        {
            var next = State is null ? until : LookTime.At(account, DateOnly.FromDateTime(Now.UtcDateTime));
            if (next <= Now) next = LookTime.At(account, DateOnly.FromDateTime(Now.UtcDateTime).AddDays(1));
            if (mails.Count > 0 && mails.Values.Min() is var mail && mail < next) next = mail;
            if (next >= until || State is null) break;
            Now = next;
            if (mails.FirstOrDefault(due => due.Value == next) is { Key: { } id }) Mail(id);
            else Look();
        }
        Now = until;
    }

    // What was decided this day stands until the next, unless the day was noted before.
    private void Look()
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        if (decided == today && !State!.Leads.Values.Any(lead => !lead.Closed && lead.LookAt == today)) return;
        Commit(StateChanges.Between(State!, Assessor.Look(State!, playbook, Now, Reachability.By(playbook.Contacts)), AgendaKinds.Look, playbook, Now));
    }

    private void Mail(string id)
    {
        mails.Remove(id);
        if (State!.Handoffs.GetValueOrDefault(id) is not { State: HandoffState.Due } due) return;
        var mailed = due with { State = HandoffState.Mailed, MailedAt = Now, AccountManager = "fenna", PendingUpdate = null };
        Commit(new AccountCommit { State = State.With(mailed), ChangedHandoffs = [id], Event = HistoryEvent.Mailed(mailed, Now) });
    }

    private void Commit(AccountCommit commit)
    {
        revision++;
        foreach (var (_, record) in commit.Submissions)
        {
            Now = record.RecordedAt;
            records.Add(record with { Revision = revision });
        }
        if (commit.Event is not { Kind: HistoryKind.Mailed }) decided = DateOnly.FromDateTime(Now.UtcDateTime);
        if (commit.Event is { } change) events.Add(change with { Revision = revision });
        moves.AddRange(commit.Moves);
        if (commit.Person is { } person) persons[person.Id] = person;
        foreach (var handoff in commit.ChangedHandoffs.Select(id => commit.State.Handoffs[id]).Concat(commit.ClosedHandoffs)) handoffs[handoff.Id] = handoff;
        foreach (var due in commit.State.Handoffs.Values.Where(handoff => handoff.State == HandoffState.Due))
            if (!mails.ContainsKey(due.Id)) mails[due.Id] = Company.NextStart(Now.AddMinutes(1));
        State = commit.State;
    }

    private WorkCalendar Company => new(
        playbook.Routing.Hours.Zone, playbook.Routing.Hours.Start, playbook.Routing.Hours.End, playbook.Routing.Hours.Days, playbook.Routing.Hours.Holidays);
}
