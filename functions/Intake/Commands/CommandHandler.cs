using Intake.Accounts;
using Intake.Addresses;
using Intake.DeadLetters;
using Intake.Departures;
using Intake.Handoffs;
using Intake.Handoffs.Leaving;
using Intake.Handoffs.Misplaced;
using Intake.Mail.Events;
using Intake.Merging;
using Intake.Outgoing;
using Intake.Playbooks.Versions;
using Intake.Referrals;
using Intake.Rescoring;
using Intake.Simulation;
using Intake.Stages;
using Intake.Teams;
using Intake.Teams.Page;

namespace Intake.Commands;

/// <summary>Gives each command to whoever carries it out.</summary>
public sealed class CommandHandler(
    AnswerCommandHandler answers, PersonLeftHandler departures, ReferralLinkHandler referralLinks, ReleaseCommandHandler releases, ReplayHandler replays,
    MergeHandler merges, RefuseClaimHandler claims, RefreshAccountHandler refreshes, AskAddressHandler askedAddresses, ConfirmAddressHandler addresses,
    RefuseAddressHandler refusedAddresses, ApprovePlaybookHandler approvals, ActivatePlaybookHandler activations, PlaybookActivatedHandler activated,
    HeldHandler held, MoveLeadHandler moves, SimulationHandler simulations, EndpointCommandHandler endpoints, MailEventsHandler mailEvents,
    UnreachableHandler unreachable, UndeliverableHandler undeliverable, ChangeTeamHandler team, LeaveHandler leaving, TakenTeller taken, TeamLinkMailer teamLinks,
    GiveMisplacedHandler misplaced)
{
    /// <summary>Handles one command; the same one twice is a no-op.</summary>
    /// <exception cref="InvalidDataException">Nobody knows how to carry it out.</exception>
    public Task HandleAsync(Command command, CancellationToken cancellationToken) => command switch
    {
        AnswerCommand answer => answers.HandleAsync(answer, cancellationToken),
        AskAddressCommand asked => askedAddresses.HandleAsync(asked, cancellationToken),
        ChangeTeamCommand change => team.HandleAsync(change, cancellationToken),
        LeaveCommand leave => leaving.HandleAsync(leave, cancellationToken),
        GiveMisplacedCommand give => misplaced.HandleAsync(give, cancellationToken),
        TeamLinkCommand link => teamLinks.HandleAsync(link, cancellationToken),
        TellTakenCommand tell => taken.HandleAsync(tell, cancellationToken),
        ConfirmAddressCommand confirmed => addresses.HandleAsync(confirmed, cancellationToken),
        RefuseAddressCommand refused => refusedAddresses.HandleAsync(refused, cancellationToken),
        EnableEndpointCommand enabled => endpoints.HandleAsync(enabled, cancellationToken),
        PingEndpointCommand ping => endpoints.HandleAsync(ping, cancellationToken),
        HeldCommand one => held.HandleAsync(one, cancellationToken),
        AllHeldCommand all => held.HandleAsync(all, cancellationToken),
        MergeCommand merge => merges.HandleAsync(merge, cancellationToken),
        RefuseClaimCommand refused => claims.HandleAsync(refused, cancellationToken),
        UndoMergeCommand undo => merges.HandleAsync(undo, cancellationToken),
        MoveLeadCommand move => moves.HandleAsync(move, cancellationToken),
        PersonLeftCommand left => departures.HandleAsync(left, cancellationToken),
        ReferralLinkCommand link => referralLinks.HandleAsync(link, cancellationToken),
        RefreshAccountCommand refresh => refreshes.HandleAsync(refresh, cancellationToken),
        ApprovePlaybookCommand approval => approvals.HandleAsync(approval, cancellationToken),
        ActivatePlaybookCommand activation => activations.HandleAsync(activation, cancellationToken),
        PlaybookActivatedCommand inForce => activated.HandleAsync(inForce, cancellationToken),
        ReleaseCommand release => releases.HandleAsync(release, cancellationToken),
        ReplayCommand replay => replays.HandleAsync(replay, cancellationToken),
        SimulationCommand simulation => simulations.HandleAsync(simulation, cancellationToken),
        MailEventsCommand events => mailEvents.HandleAsync(events, cancellationToken),
        UnreachableCommand missed => unreachable.HandleAsync(missed, cancellationToken),
        UndeliverableCommand bounced => undeliverable.HandleAsync(bounced, cancellationToken),
        _ => throw new InvalidDataException($"The command {command.Id} is of an unknown kind."),
    };
}
