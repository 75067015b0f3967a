using Intake.Mail;

namespace Intake.Addresses;

/// <summary>Keeps that an address is never to be asked again.</summary>
public sealed class RefuseAddressHandler(Mails mails)
{
    /// <summary>Carries it out; the same one twice is a no-op.</summary>
    public Task HandleAsync(RefuseAddressCommand command, CancellationToken cancellationToken) =>
        mails.RefuseAsync(command.Recipient, command.At, cancellationToken);
}
