using Intake.Agenda;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions;

/// <summary>The timer function that hands leads over.</summary>
public sealed class HandoffFunctions(AgendaHandler agenda)
{
    /// <summary>Every minute: does what is due.</summary>
    [Function("Handoff")]
    public Task HandoffAsync([TimerTrigger("0 * * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        agenda.HandleAsync(cancellationToken);
}
