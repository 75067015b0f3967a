using Intake.DeadLetters;
using Intake.Handoffs;

namespace Intake.Commands;

/// <summary>Gives each command to whoever carries it out.</summary>
public sealed class CommandHandler(AnswerCommandHandler answers, ReplayHandler replays)
{
    /// <summary>Handles one command; the same one twice is a no-op.</summary>
    /// <exception cref="InvalidDataException">Nobody knows how to carry it out.</exception>
    public Task HandleAsync(Command command, CancellationToken cancellationToken) => command switch
    {
        AnswerCommand answer => answers.HandleAsync(answer, cancellationToken),
        ReplayCommand replay => replays.HandleAsync(replay, cancellationToken),
        _ => throw new InvalidDataException($"The command {command.Id} is of an unknown kind."),
    };
}
