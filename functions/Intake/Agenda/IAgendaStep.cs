namespace Intake.Agenda;

/// <summary>Carries out the entries of one kind.</summary>
public interface IAgendaStep
{
    /// <summary>Which: one of <see cref="AgendaKinds"/>.</summary>
    string Kind { get; }

    /// <summary>Does what an entry reminds of; twice is once.</summary>
    /// <returns>The entry that comes after it; null when there is none.</returns>
    Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken);
}
