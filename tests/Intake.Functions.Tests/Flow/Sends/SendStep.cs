using Intake.Agenda;
using Intake.Mail;

namespace Intake.Functions.Tests.Flow.Sends;

/// <summary>Sends a mail as the steps of the agenda do, and notes what it is told became of it.</summary>
internal sealed class SendStep(MailDispatcher dispatcher, SendsDone done) : IAgendaStep
{
    public const string Name = "send";

    private static readonly Mail.Mail Mail = new("Subject", "<html lang=\"nl\"><body><p>Html</p></body></html>", "Text");

    public string Kind => Name;

    public async Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken)
    {
        var to = $"reader{entry.Reference[^2..]}@lichtveld.example";
        var dispatched = await dispatcher.SendAsync(
            entry.Reference, entry.Reference, to, () => Task.FromResult(new OutgoingMail(entry.Reference, entry.Reference, to, "Reader", Mail)
            {
                Waiter = new MailWaiter(Name, entry.Account, entry.Reference),
            }), cancellationToken);
        if (dispatched is Dispatched.Later later) return entry with { Due = later.Until };
        done.Mails[entry.Reference] = ((Dispatched.Sent)dispatched).At;
        return null;
    }
}

/// <summary>When mails left, as far as whoever sent them knows.</summary>
internal sealed class SendsDone
{
    public Dictionary<string, DateTimeOffset> Mails { get; } = new(StringComparer.Ordinal);
}
