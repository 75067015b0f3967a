using Intake.Accounts;
using Intake.Playbooks;
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

    public string? PersonExcluded(Trigger trigger) => Excluded.Person(Account.Members.GetValueOrDefault(trigger.Person), Playbook);

    public StageDecision Stay(string cause) => new(Lead.Stage, cause);

    /// <summary>Where a lead is that passes no gate: interest in a proposition and consumed content make it a lead to work on.</summary>
    public StageDecision Below(string cause)
    {
        var proven = Lead.Proposition != Proposition.NotStated && Score.PhaseName is not null;
        var role = Role == Role.Entry && !proven ? Role.Entry : Role.Working;
        return new StageDecision(Playbook.Stages.Of(role).Id, cause);
    }
}
