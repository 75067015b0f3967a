using Intake.Accounts;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Stages;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Handoffs;

/// <summary>Carries out sales' answers. The first one stands; the same again is a no-op, another one is noted and changes nothing.</summary>
public sealed partial class AnswerCommandHandler(
    AccountStore accounts, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time, ILogger<AnswerCommandHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Carries out an answer.</summary>
    /// <exception cref="InvalidDataException">It is about something that does not exist.</exception>
    public async Task HandleAsync(AnswerCommand command, CancellationToken cancellationToken)
    {
        var (account, playbook) = (command.Account, playbooks.Current);
        var answer = new Answer(command.Answer, command.At, command.By, command.Reason, command.Until) { To = command.To, Contact = command.Contact };
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await rescorer.LoadAsync(account, playbook, cancellationToken) is not { } loaded)
                throw account != command.Account ? new OvertakenException($"The handoff {command.Handoff}", 1) : new InvalidDataException($"The command {command.Id} is about an account that does not exist.");

            var now = time.GetUtcNow();
            var answered = Answers.Apply(loaded.State, command.Handoff, answer, playbook, now, command.Assignment);
            if (answered.Outcome == AnswerOutcome.UnknownHandoff && await accounts.WentToAsync(account, command.Handoff, cancellationToken) is { } there)
            {
                account = there;
                continue;
            }
            // Taken out of the one account and not in the other yet.
            if (answered.Outcome == AnswerOutcome.UnknownHandoff && account != command.Account && await accounts.ClosedHandoffAsync(account, command.Handoff, cancellationToken) is null)
                throw new OvertakenException($"The handoff {command.Handoff}", 1);
            if (answered.Outcome != AnswerOutcome.Applied)
            {
                await NotAppliedAsync(command, account, answered.Outcome, cancellationToken);
                return;
            }
            var commit = StateChanges.Between(loaded.State, answered, command.Id, playbook, now) with { Event = EventOf(command, answer, now) };
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // What moves no lead is nothing that a replay would need.
    private static HistoryEvent? EventOf(AnswerCommand command, Answer answer, DateTimeOffset now) =>
        answer.Kind is AnswerKinds.Snooze or AnswerKinds.Contact ? null : HistoryEvent.Answered(command.Handoff, answer, command.Id, now);

    // A closed handoff is out of the open ones: its answer was given, perhaps by the first run of this very command.
    private async Task NotAppliedAsync(AnswerCommand command, string account, AnswerOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome == AnswerOutcome.UnknownReason)
            throw new InvalidDataException($"The command {command.Id} gives a reason the playbook does not know.");
        if (outcome != AnswerOutcome.Repeated) NotApplied(logger, command.Id, command.Handoff, outcome);
        await outbox.FlushAgainAsync(account, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Command {CommandId} on handoff {HandoffId} changes nothing: {Outcome}")]
    private static partial void NotApplied(ILogger logger, string commandId, string handoffId, AnswerOutcome outcome);
}
