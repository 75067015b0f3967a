using System.Text.Json.Serialization;

namespace Intake.Handoffs;

/// <summary>Something that somebody told us to do: checked at the door, carried out from <c>intake-commands</c>.
/// <c>kind</c> tells which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(AnswerCommand), "answer")]
public abstract record Command
{
    /// <summary>32 hex digits: the same for the same command given twice.</summary>
    public required string Id { get; init; }

    /// <summary>Id of the account: the partition.</summary>
    public required string Account { get; init; }

    /// <summary>When it was given. UTC.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>Sales' answer to a handoff. The first one counts.</summary>
public sealed record AnswerCommand : Command
{
    /// <summary>Id of the handoff.</summary>
    public required string Handoff { get; init; }

    /// <summary>One of <see cref="AnswerKinds"/>.</summary>
    public required string Answer { get; init; }

    /// <summary>Playbook id of the reason for refusing.</summary>
    public string? Reason { get; init; }

    /// <summary>Not before this day.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Id of the account manager.</summary>
    public required string By { get; init; }
}
