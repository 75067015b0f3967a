using System.Text.Json.Serialization;
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

/// <summary>Something that somebody told us to do: checked at the door, carried out from <c>intake-commands</c>.
/// <c>kind</c> tells which.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind", UnknownDerivedTypeHandling = JsonUnknownDerivedTypeHandling.FailSerialization)]
[JsonDerivedType(typeof(ActivatePlaybookCommand), "activate-playbook")]
[JsonDerivedType(typeof(AnswerCommand), "answer")]
[JsonDerivedType(typeof(ApprovePlaybookCommand), "approve-playbook")]
[JsonDerivedType(typeof(AskAddressCommand), "ask-address")]
[JsonDerivedType(typeof(ChangeTeamCommand), "change-team")]
[JsonDerivedType(typeof(LeaveCommand), "leave")]
[JsonDerivedType(typeof(TeamLinkCommand), "team-link")]
[JsonDerivedType(typeof(GiveMisplacedCommand), "give-misplaced")]
[JsonDerivedType(typeof(TellTakenCommand), "tell-taken")]
[JsonDerivedType(typeof(ConfirmAddressCommand), "confirm-address")]
[JsonDerivedType(typeof(EnableEndpointCommand), "enable-endpoint")]
[JsonDerivedType(typeof(HeldCommand), "held")]
[JsonDerivedType(typeof(AllHeldCommand), "all-held")]
[JsonDerivedType(typeof(MailEventsCommand), "mail-events")]
[JsonDerivedType(typeof(MergeCommand), "merge")]
[JsonDerivedType(typeof(MoveLeadCommand), "move-lead")]
[JsonDerivedType(typeof(PersonLeftCommand), "person-left")]
[JsonDerivedType(typeof(PingEndpointCommand), "ping-endpoint")]
[JsonDerivedType(typeof(PlaybookActivatedCommand), "playbook-activated")]
[JsonDerivedType(typeof(ReferralLinkCommand), "referral-link")]
[JsonDerivedType(typeof(RefuseAddressCommand), "refuse-address")]
[JsonDerivedType(typeof(RefuseClaimCommand), "refuse-claim")]
[JsonDerivedType(typeof(RefreshAccountCommand), "refresh-account")]
[JsonDerivedType(typeof(ReleaseCommand), "release")]
[JsonDerivedType(typeof(ReplayCommand), "replay")]
[JsonDerivedType(typeof(SimulationCommand), "simulate")]
[JsonDerivedType(typeof(UndoMergeCommand), "undo-merge")]
[JsonDerivedType(typeof(UndeliverableCommand), "undeliverable")]
[JsonDerivedType(typeof(UnreachableCommand), "unreachable")]
public abstract record Command
{
    /// <summary>32 hex digits: the same for the same command given twice.</summary>
    public required string Id { get; init; }

    /// <summary>When it was given. UTC.</summary>
    public required DateTimeOffset At { get; init; }
}
