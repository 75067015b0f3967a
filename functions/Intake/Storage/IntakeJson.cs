using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Commands;
using Intake.Enrichment;
using Intake.Enrichment.Providers;
using Intake.Handoffs;
using Intake.History;
using Intake.Merging;
using Intake.Outgoing;
using Intake.Playbooks.Versions;
using Intake.Simulation;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Sweeps;
using Intake.Teams;
using Intake.Webinars;

namespace Intake.Storage;

/// <summary>How messages and documents are written: camel case, no nulls, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true)]
[JsonSerializable(typeof(Envelope<Submission>))]
[JsonSerializable(typeof(Envelope<EnrichedSubmission>))]
[JsonSerializable(typeof(Envelope<ProviderCall>))]
[JsonSerializable(typeof(Envelope<Command>))]
[JsonSerializable(typeof(Envelope<Sweep>))]
[JsonSerializable(typeof(Envelope<DeliveryMessage>))]
[JsonSerializable(typeof(SweepProgress))]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(Person))]
[JsonSerializable(typeof(Lead))]
[JsonSerializable(typeof(Handoff))]
[JsonSerializable(typeof(Company))]
[JsonSerializable(typeof(CompanyLookup))]
[JsonSerializable(typeof(SubmissionRecord))]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(StageMove))]
[JsonSerializable(typeof(TimelineEntry))]
[JsonSerializable(typeof(Merge))]
[JsonSerializable(typeof(MergeProgress))]
[JsonSerializable(typeof(Arrival))]
[JsonSerializable(typeof(OutboxItem))]
[JsonSerializable(typeof(RoundRobinState))]
[JsonSerializable(typeof(Registrant))]
[JsonSerializable(typeof(WebinarEvent))]
[JsonSerializable(typeof(PlaybookPointer))]
[JsonSerializable(typeof(StoredTeam))]
[JsonSerializable(typeof(SimulationOrder))]
[JsonSerializable(typeof(ImmutableArray<AccountOutcome>))]
[JsonSerializable(typeof(ImmutableArray<FactChange>))]
[JsonSerializable(typeof(ImmutableArray<Receipt>))]
public sealed partial class IntakeJson : JsonSerializerContext;
