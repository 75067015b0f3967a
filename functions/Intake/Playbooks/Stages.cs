using System.Collections.Frozen;
using System.Collections.Immutable;
using Intake.Playbooks.Conditions;

namespace Intake.Playbooks;

/// <summary>Stages, gates and what sales' refusals mean: <c>stages.json</c>.</summary>
public sealed record StageBook
{
    /// <summary>In order.</summary>
    public required ImmutableArray<Stage> Stages { get; init; }

    /// <summary>What a lead must pass to be handed off.</summary>
    public required Gates Gates { get; init; }

    /// <summary>Reasons for which sales may refuse, by id.</summary>
    public required FrozenDictionary<string, RejectionReason> Reasons { get; init; }

    /// <summary>Ids of <see cref="Reasons"/> in the order in which they are offered.</summary>
    public required ImmutableArray<string> ReasonOrder { get; init; }

    /// <summary>The reasons that sales may give for refusing a handoff, in the order in which they are offered;
    /// those that end a deal are not among them.</summary>
    public IEnumerable<RejectionReason> Refusals => ReasonOrder.Select(id => Reasons[id]).Where(reason => reason.Becomes != Role.End);

    /// <summary>The stage with an id; a stage that this playbook does not know stands for the working one.</summary>
    public Stage Find(string id)
    {
        foreach (var stage in Stages)
            if (stage.Id == id) return stage;
        return Of(Role.Working);
    }

    /// <summary>The first stage with a role.</summary>
    public Stage Of(Role role)
    {
        foreach (var stage in Stages)
            if (stage.Role == role) return stage;
        throw new InvalidOperationException($"the playbook has no stage with the role {role}");
    }
}

/// <summary>How far a lead is, in the playbook's words.</summary>
public sealed record Stage(string Id, Role Role, Localized Name, Localized Definition)
{
    /// <summary>When a lead enters it; only of working stages after the first, which take those that need no sales mail yet.</summary>
    public Condition? Enter { get; init; }

    /// <summary>When a lead that is in it, or further, stays although it would not enter; null where there is no such margin.</summary>
    public Condition? Stay { get; init; }
}

/// <summary>What the code knows of a stage.</summary>
public enum Role
{
    /// <summary>Somebody is known, their interest is not.</summary>
    Entry,

    /// <summary>Interest that is not proven enough yet; there may be several, in order.</summary>
    Working,

    /// <summary>Passed a gate; sales owes an answer.</summary>
    Handoff,

    /// <summary>Sales promised to follow up.</summary>
    Accepted,

    /// <summary>Sales spoke to them and there is a case.</summary>
    Qualified,

    /// <summary>An opportunity in the CRM.</summary>
    Deal,

    /// <summary>Won or lost: the round is closed.</summary>
    End,

    /// <summary>Sales refused it.</summary>
    Refused,

    /// <summary>May qualify again after its rest.</summary>
    Resting,
}

/// <summary>Exclusions beat the asked lane, which beats the score lane.</summary>
public sealed record Gates
{
    /// <summary>Who is never handed off.</summary>
    public required Exclusions Exclusions { get; init; }

    /// <summary>The fast lane.</summary>
    public required AskedGate Asked { get; init; }

    /// <summary>The score lane for prospects.</summary>
    public required ScoreGate Prospects { get; init; }

    /// <summary>The score lane for customers.</summary>
    public required ScoreGate Customers { get; init; }

    /// <summary>When a lead goes back.</summary>
    public required Demotion Demotion { get; init; }

    /// <summary>An activity older than this many days when it was received scores, but hands nothing off.</summary>
    public required int QuietDays { get; init; }

    /// <summary>A customer's proposition counts as owned unless its contract ends within this many days.</summary>
    public required int RenewalDays { get; init; }

    /// <summary>How a lead is handed over that passed a gate; one that this playbook does not know has its account manager mailed.</summary>
    public GateActions ActionsOf(string gate) =>
        gate == Asked.Id ? Asked.Actions : gate == Prospects.Id ? Prospects.Actions : gate == Customers.Id ? Customers.Actions : GateActions.MailOnly;

    /// <summary>Every gate's, by the gate's name in the file.</summary>
    public IEnumerable<(string Name, GateActions Actions)> AllActions => [("asked", Asked.Actions), ("prospects", Prospects.Actions), ("customers", Customers.Actions)];
}

/// <summary>Kinds of account and of seniority that are never handed off, beside the blocked, the objecting and the undeliverable.</summary>
public sealed record Exclusions(ImmutableArray<string> AccountKinds, ImmutableArray<string> Seniorities)
{
    /// <summary>Whether an open complaint holds the score lane back; who asks is answered all the same.</summary>
    public bool OpenComplaints { get; init; } = true;

    /// <summary>In order; the first that holds is told.</summary>
    public ImmutableArray<ExclusionRule> Rules { get; init; } = [];
}

/// <summary>Whoever this holds of is never handed off.</summary>
public sealed record ExclusionRule(string Id, Condition When)
{
    /// <summary>It asks about a person, so it excludes that person; otherwise it excludes the account.</summary>
    public bool OfPerson => When.Reads.HasFlag(Scopes.Person);
}

/// <summary>The fast lane for whoever asks; <paramref name="Countries"/> are those that are served.</summary>
public sealed record AskedGate(string Id, FrozenSet<string> Countries)
{
    /// <summary>What must hold beside that; whoever it does not hold of may still pass by their score. Null for nothing.</summary>
    public Condition? When { get; init; }

    /// <summary>How it is handed over.</summary>
    public GateActions Actions { get; init; } = GateActions.MailOnly;
}

/// <summary>The score lane: a total and a minimum per component, in points; a null phase is none asked for.</summary>
public sealed record ScoreGate(string Id, int Total, int Interest, int Fit, int Value, string? Phase, int RecentDays)
{
    /// <summary>What must hold beside these; null for nothing.</summary>
    public Condition? When { get; init; }

    /// <summary>How it is handed over.</summary>
    public GateActions Actions { get; init; } = GateActions.MailOnly;
}

/// <summary>Below these totals a lead that sales has not accepted goes back, or after so many days without the phase of a gate that asks for one.</summary>
public sealed record Demotion(int Prospects, int Customers, int PhaseLostDays);

/// <summary>A reason to refuse, with what follows from it.</summary>
public sealed record RejectionReason
{
    /// <summary>Playbook id.</summary>
    public required string Id { get; init; }

    /// <summary>What sales reads.</summary>
    public required Localized Label { get; init; }

    /// <summary>Role of the stage that the lead goes to.</summary>
    public required Role Becomes { get; init; }

    /// <summary>Days of rest where no date was given; null for no rest.</summary>
    public int? RestDays { get; init; }

    /// <summary>Sales may give a date until which it rests.</summary>
    public bool AsksDate { get; init; }

    /// <summary>The rest ends early when one of these facts of the company changes.</summary>
    public ImmutableArray<string> EndsOnChangeOf { get; init; } = [];

    /// <summary>What becomes of the person who triggered the handoff.</summary>
    public PersonEffect Person { get; init; }

    /// <summary>Kind that the account has from now on; null for no change.</summary>
    public string? AccountKind { get; init; }

    /// <summary>The activity was no interest: its points are taken out.</summary>
    public bool RemovesActivity { get; init; }

    /// <summary>Mailbox that gets it; null for none.</summary>
    public string? Forward { get; init; }

    /// <summary>The round is closed: what comes next opens a new one.</summary>
    public bool Closes { get; init; }

    /// <summary>It counts against the quality of what marketing handed over.</summary>
    public bool CountsAgainst { get; init; }
}

/// <summary>What a refusal tells about a person.</summary>
public enum PersonEffect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Not of the buying group.</summary>
    Outside,

    /// <summary>Left the company.</summary>
    Left,

    /// <summary>A student.</summary>
    Student,
}
