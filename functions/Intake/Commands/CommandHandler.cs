using Intake.Accounts;
using Intake.DeadLetters;
using Intake.Handoffs;
using Intake.Referrals;

namespace Intake.Commands;

/// <summary>Gives each command to whoever carries it out.</summary>
public sealed class CommandHandler(
    AnswerCommandHandler answers, ReferralLinkHandler referralLinks, ReleaseCommandHandler releases, ReplayHandler replays,
    RefreshAccountHandler refreshes)
{
    /// <summary>Handles one command; the same one twice is a no-op.</summary>
    /// <exception cref="InvalidDataException">Nobody knows how to carry it out.</exception>
    public Task HandleAsync(Command command, CancellationToken cancellationToken) => command switch
    {
        AnswerCommand answer => answers.HandleAsync(answer, cancellationToken),
        ReferralLinkCommand link => referralLinks.HandleAsync(link, cancellationToken),
        RefreshAccountCommand refresh => refreshes.HandleAsync(refresh, cancellationToken),
        ReleaseCommand release => releases.HandleAsync(release, cancellationToken),
        ReplayCommand replay => replays.HandleAsync(replay, cancellationToken),
        _ => throw new InvalidDataException($"The command {command.Id} is of an unknown kind."),
    };
}
