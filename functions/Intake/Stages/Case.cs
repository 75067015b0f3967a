using Intake.Accounts;
using Intake.Playbooks;
using Intake.Playbooks.Conditions;
using Intake.Scoring;

namespace Intake.Stages;

/// <summary>One lead to decide on, with all that the decision reads.</summary>
internal sealed record Case(AccountState State, Lead Lead, Score Score, Trigger? Trigger, Playbook Playbook, DateTimeOffset Now, Reachable? Reachable)
{
    /// <summary>What came is old or no interest: it counts, but hands nothing off.</summary>
    public bool Quiet { get; init; }

    /// <summary>What its score is read from.</summary>
    public Sheets Sheets { get => field ??= new Sheets(Account, Lead, Playbook); init; }

    public Account Account => State.Account;

    public Gates Gates => Playbook.Stages.Gates;

    public DateOnly Today => DateOnly.FromDateTime(Now.UtcDateTime);

    public Role Role => Playbook.Stages.Find(Lead.Stage).Role;

    public bool IsCustomer => AccountKinds.Of(Account) == AccountKinds.Customer;

    public ScoreGate ScoreGate => IsCustomer ? Gates.Customers : Gates.Prospects;

    public Rule? RuleOf(Trigger? trigger) =>
        trigger?.Rule is { } rules && CompiledScoring.Of(Playbook).RuleIndex.TryGetValue(BucketKey.General(rules), out var index) ? Playbook.Scoring.Rules[index] : null;

    /// <summary>What an excluded person did must not carry a colleague over the line.</summary>
    public Score Eligible => field ??= Sheets.OfTheEligible(Score);

    /// <summary>The newest that may hand it off of what was done by those who are not excluded themselves; null for nothing.</summary>
    public Trigger? Newest => Trigger is { } trigger && trigger.IsAfter(Lead.Newest) && PersonExcluded(trigger) is null ? trigger
        : Lead.Newest is { } newest && PersonExcluded(newest) is not null ? NewestOfOthers()
        : Lead.Newest;

    public string? PersonExcluded(Trigger trigger) => Excluded.Person(Account, Account.Members.GetValueOrDefault(trigger.Person), Playbook);

    private Trigger? NewestOfOthers()
    {
        Trigger? newest = null;
        foreach (var (_, counts) in Lead.Persons)
            if (counts.Newest is { } other && other.IsAfter(newest) && PersonExcluded(other) is null) newest = other;
        return newest;
    }

    /// <summary>Whether what a gate asks beside its lines holds, with the person of an activity.</summary>
    public bool Allows(Condition? when, Trigger trigger) =>
        when is null || when.Holds(CaseFields.Of(this, Eligible, Account.Members.GetValueOrDefault(trigger.Person)));

    public StageDecision Stay(string cause) => new(Lead.Stage, cause);

    /// <summary>Where a lead is that passes no gate: interest in a proposition and consumed content make it a lead to work on.</summary>
    public StageDecision Below(string cause)
    {
        // Where the playbook has no phases, whatever counts is proof.
        var consumed = Score.PhaseName is not null || (Playbook.Scoring.Phases.IsEmpty && Score.Interest > 0);
        var proven = Lead.Proposition != Proposition.NotStated && consumed;
        var stage = Role == Role.Entry && !proven ? Playbook.Stages.Of(Role.Entry) : WorkingStage.Of(this);
        return new StageDecision(stage.Id, cause);
    }
}
