using Intake.Playbooks;

namespace Intake.Handoffs;

/// <summary>A checked answer: either of a kind of <see cref="Stages.AnswerKinds"/>, or a move to a stage.</summary>
/// <param name="Page">The page that asks for it.</param>
/// <param name="Answer">Kind of the answer; null for a move, and where it is wrong.</param>
/// <param name="Reason">Playbook id of the reason.</param>
/// <param name="Until">Not before this day.</param>
/// <param name="Wrong">What is wrong with it.</param>
public sealed record AnswerChoice(HandoffPage Page, string? Answer = null, string? Reason = null, DateOnly? Until = null, AnswerProblem Wrong = AnswerProblem.None)
{
    /// <summary>Id of the colleague who gets it.</summary>
    public string? To { get; init; }

    /// <summary>A word of <see cref="ContactKinds"/>.</summary>
    public string? Contact { get; init; }

    /// <summary>The stage to move to.</summary>
    public Stage? Stage { get; init; }

    /// <summary>What it is worth, in whole units of the currency that sales counts in.</summary>
    public long? Value { get; init; }

    /// <summary>One that cannot be taken.</summary>
    public static AnswerChoice Not(HandoffPage page, AnswerProblem wrong, string? reason = null) => new(page, Reason: reason, Wrong: wrong);
}

/// <summary>What can be wrong with an answer.</summary>
public enum AnswerProblem
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>No answer at all, or none that can be given now.</summary>
    NoAnswer,

    /// <summary>It takes a reason of the playbook.</summary>
    NoReason,

    /// <summary>A day that is none, is past, or is far away.</summary>
    WrongDate,

    /// <summary>The same of a day until which it is put off.</summary>
    WrongDay,

    /// <summary>Nobody to whom it can be passed on.</summary>
    NoColleague,

    /// <summary>No whole number.</summary>
    WrongValue,

    /// <summary>It was not taken yet.</summary>
    TakeFirst,

    /// <summary>Another answer was given before, which stands.</summary>
    AnsweredBefore,
}
