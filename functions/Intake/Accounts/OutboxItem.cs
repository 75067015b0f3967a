namespace Intake.Accounts;

/// <summary>A side effect decided but not yet carried out; names things, never holds their values. The row <c>outbox:{id}</c>.</summary>
/// <param name="Kind">What to do.</param>
/// <param name="Reference">Of what: a lead's key, a stage move's row key, a handoff's id, or the agenda entry's subject.</param>
/// <param name="Due">When, for what is scheduled.</param>
/// <param name="Agenda">Kind of the agenda entry, for what is scheduled.</param>
public sealed record OutboxItem(OutboxKind Kind, string Reference, DateTimeOffset? Due = null, string? Agenda = null);

/// <summary>Kinds of side effects.</summary>
public enum OutboxKind
{
    /// <summary>Write the lead's index row from its current state.</summary>
    Index,

    /// <summary>Remove the index row of a lead that went to another account.</summary>
    Unindex,

    /// <summary>Copy a stage move into the funnel's table.</summary>
    StageChange,

    /// <summary>Put an entry on the agenda.</summary>
    Schedule,

    /// <summary>List a lead that is held.</summary>
    List,

    /// <summary>Take a lead off that list.</summary>
    Unlist,

    /// <summary>Write down for learning what sales answered to a handoff, or what came of it.</summary>
    Answer,

    /// <summary>Tell other systems what happened: the reference is a <see cref="Outgoing.Happening"/>.</summary>
    Tell,

    /// <summary>Remove the blob of a row's former record.</summary>
    RemoveBlob,
}
