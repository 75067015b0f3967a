using System.Collections.Immutable;
using Intake.Commands;

namespace Intake.Mail.Events;

/// <summary>The mail provider told what became of mails.</summary>
public sealed record MailEventsCommand : Command
{
    /// <summary>What happened, in no order.</summary>
    public required ImmutableArray<MailEvent> Events { get; init; }
}
