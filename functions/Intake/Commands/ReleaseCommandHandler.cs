using Intake.Storage;
using Intake.Submissions;

namespace Intake.Commands;

/// <summary>Carries out what was judged of a suspect submission: let go, it travels as any other, and no suspicion holds it again.</summary>
public sealed class ReleaseCommandHandler(Quarantine quarantine, MessageQueue messages)
{
    /// <summary>Carries out a judgement; the same one twice is a no-op, and one that was let go is not taken back.</summary>
    /// <exception cref="InvalidDataException">There is no such submission in quarantine.</exception>
    public async Task HandleAsync(ReleaseCommand command, CancellationToken cancellationToken)
    {
        var held = await quarantine.FindAsync(command.Submission, cancellationToken)
            ?? throw new InvalidDataException($"The command {command.Id} is about a submission that is not in quarantine.");
        if (held.State == QuarantineState.Released) return;
        if (command.Discard is null) await PutBackAsync(held.Submission with { Released = true }, cancellationToken);
        await quarantine.JudgeAsync(
            held.Id, command.Discard is null ? QuarantineState.Released : QuarantineState.Discarded, command.At, command.Discard, cancellationToken);
    }

    // First this, then the note: a run that dies between them puts it twice, and the second is a duplicate.
    private Task PutBackAsync(Submission submission, CancellationToken cancellationToken) => messages.PutAsync(
        QueueNames.Submissions, "submissions", submission.Id, [submission], IntakeJson.Default.EnvelopeSubmission, cancellationToken);
}
