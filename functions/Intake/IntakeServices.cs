using Intake.Accounts;
using Intake.Accounts.Imports;
using Intake.Addresses;
using Intake.Agenda;
using Intake.Clients;
using Intake.Commands;
using Intake.DeadLetters;
using Intake.Departures;
using Intake.Enrichment;
using Intake.Enrichment.Providers;
using Intake.Handoffs;
using Intake.History;
using Intake.Http;
using Intake.Limits;
using Intake.Links;
using Intake.Mail;
using Intake.Merging;
using Intake.Outgoing;
using Intake.Papers;
using Intake.Playbooks;
using Intake.Playbooks.Versions;
using Intake.Referrals;
using Intake.Rescoring;
using Intake.Scoring;
using Intake.Simulation;
using Intake.Stages;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Sweeps;
using Intake.Teams;
using Intake.Webinars;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Intake;

/// <summary>Puts the pipeline together.</summary>
public static class IntakeServices
{
    /// <summary>Registers everything that the functions use.</summary>
    public static IServiceCollection AddIntake(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(Random.Shared);
        services.AddIntakeKeys(configuration, environment).AddPlaybook().AddIntakeStorage(configuration);
        services.AddReceiving(configuration).AddPipeline().AddHandoffs().AddIntakeMail(configuration, environment.IsDevelopment());
        services.AddCompanyProviders(configuration, environment.IsDevelopment()).AddOutgoing(configuration, environment.IsDevelopment()).AddPapers().AddReferrals().AddAddresses().AddSweeps();
        if (environment.IsDevelopment()) services.AddSingleton<StorageSetup>().AddHostedService<DevelopmentSetup>();
        // After the storage was made where nobody else does.
        return services.AddPlaybookVersions().AddTeam();
    }

    private static IServiceCollection AddPlaybook(this IServiceCollection services)
    {
        services.AddSingleton<PlaybookLocation>().AddHostedService<PlaybookCheck>();
        services.AddSingleton(provider => new PlaybookInForce(
            PlaybookFolder.Load(provider.GetRequiredService<PlaybookLocation>().Directory), provider.GetRequiredService<TimeProvider>()));
        return services.AddSingleton(provider => new TeamInForce(TeamFolder.Load(
            provider.GetRequiredService<PlaybookLocation>().TeamFile, provider.GetRequiredService<PlaybookInForce>().Current.Routing)));
    }

    private static IServiceCollection AddIntakeStorage(this IServiceCollection services, IConfiguration configuration) => services
        .AddStorageClients(configuration)
        .AddSingleton<Documents>().AddSingleton<MessageQueue>().AddSingleton<MessageProcessor>().AddSingleton<Backoff>()
        .AddSingleton<DeadLetterStore>().AddSingleton<PoisonHandler>()
        .AddSingleton<People>().AddSingleton<Companies>().AddSingleton<AccountStore>().AddSingleton<Outbox>().AddSingleton<HeldTable>().AddSingleton<SweepTable>()
        .AddSingleton<LeadIndex>().AddSingleton<StageChanges>().AddSingleton<Learning.AnswersTable>().AddSingleton<AgendaTable>().AddSingleton<RoundRobinTable>()
        .AddSingleton<Mails>().AddSingleton<Quarantine>().AddSingleton<CounterTable>().AddSingleton<SharedLimits>();

    private static IServiceCollection AddPipeline(this IServiceCollection services) => services
        .AddSingleton<CallOutcomes>().AddSingleton<CallHandler>().AddSingleton<WebinarTable>().AddSingleton<Registrations>().AddSingleton<CourseHandler>().AddSingleton<IAgendaStep, CloseStep>()
        .AddSingleton<Enricher>().AddSingleton<ClientFinder>().AddSingleton<RecordFinder>().AddSingleton<SealedSenders>().AddSingleton<SubmissionGuard>().AddSingleton<EnrichHandler>().AddSingleton<ScoreHandler>().AddSingleton<AgendaHandler>()
        .AddSingleton<AnswerCommandHandler>().AddSingleton<ReleaseCommandHandler>().AddSingleton<ReplayHandler>().AddSingleton<DeadLetterDoor>()
        .AddSingleton<CommandDesk>().AddSingleton<MovingRows>().AddSingleton<LaterMerges>().AddSingleton<MergeHandler>().AddSingleton<RefuseClaimHandler>().AddSingleton<MergeDoor>().AddSingleton<BookMerges>().AddSingleton<Profiles.ProfileDoor>()
        .AddSingleton<MoveLeadHandler>().AddSingleton<LeadDoor>().AddSingleton<Scoring.Explaining.ScoreDoor>().AddSingleton<Learning.LearningDoor>().AddSingleton<PersonLeftHandler>().AddSingleton<DepartureDoor>()
        .AddSingleton<KnownCompanies>().AddSingleton<BookTable>().AddSingleton<BookWriter>().AddSingleton<ImportBook>().AddSingleton<AccountBookDoor>().AddSingleton<RefreshAccountHandler>().AddSingleton<CommandHandler>()
        .AddSingleton<ReceiptReader>().AddSingleton<ReadReceipt>(provider => provider.GetRequiredService<ReceiptReader>().ReadAsync);

    private static IServiceCollection AddSweeps(this IServiceCollection services)
    {
        services.AddOptions<SweepOptions>().BindConfiguration("Sweeps").ValidateOnStart();
        services.AddSingleton<IValidateOptions<SweepOptions>, SweepOptionsValidator>();
        services.AddSingleton<FindPlaybook>(provider => async (version, token) => (await provider.GetRequiredService<PlaybookShelf>().FindAsync(version, token))?.Playbook);
        return services.AddSingleton<SweepHandler>().AddSingleton<ISweepWork, RescoreWork>().AddSingleton<ISweepWork, SimulateWork>().AddSingleton<SimulationStore>().AddSingleton<SimulationHandler>().AddSingleton<SimulationDoor>().AddSingleton<HistoryReader>().AddSingleton<Rescorer>().AddSingleton<HeldHandler>().AddSingleton<HeldDoor>().AddSingleton<IActivated, StartRescoring>();
    }

    private static IServiceCollection AddHandoffs(this IServiceCollection services) => services
        .AddSingleton<Router>().AddSingleton<Assigner>().AddSingleton<HandoffMailer>().AddSingleton<MailDispatcher>()
        .AddSingleton<Mail.Events.MailEventDoor>().AddSingleton<Mail.Events.MailEventsHandler>().AddSingleton<UnreachableHandler>().AddSingleton<UndeliverableHandler>().AddSingleton<IAgendaStep, UnreachedStep>().AddSingleton<MailDoor>()
        .AddSingleton<IAgendaStep, HandoffStep>().AddSingleton<IAgendaStep, UpdateStep>().AddSingleton<IAgendaStep, ForwardStep>().AddSingleton<IAgendaStep, LookStep>()
        .AddSingleton<ClockMailer>().AddSingleton<IAgendaStep, ClockStep>().AddSingleton<IAgendaStep, NoticeStep>().AddSingleton<IAgendaStep, ForwardRefusedStep>()
        .AddSingleton<IAgendaStep, Handoffs.Replies.ReplyStep>().AddSingleton<Handoffs.Digests.DigestTable>().AddSingleton<Handoffs.Digests.DigestHandler>()
        .AddSingleton<AnswerPages>().AddSingleton<AnswerHandler>().AddSingleton<QuarantineDoor>()
        .AddSingleton<Subscriptions.SubscriptionLinks>().AddSingleton<IAgendaStep, Subscriptions.ConfirmStep>().AddSingleton<Subscriptions.SubscriptionDoor>()
        .AddSingleton<Handoffs.Files.FileHandler>().AddSingleton<Handoffs.Files.ReadWithPersons>(provider => provider.GetRequiredService<AccountStore>().LoadWithPersonsAsync).AddSingleton<HandoffReader>().AddSingleton<HandoffDoor>().AddSingleton<ReadHandoff>(provider => provider.GetRequiredService<HandoffReader>().ReadAsync);

    private static IServiceCollection AddIntakeKeys(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddOptions<IdentityOptions>().BindConfiguration("Identity").ValidateOnStart();
        services.AddOptions<LinkOptions>().BindConfiguration("Links").ValidateOnStart();
        services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
        services.AddSingleton<IValidateOptions<LinkOptions>, LinkOptionsValidator>();
        services.PostConfigure<PublicOptions>(options => options.Url ??= Hostname(configuration["WEBSITE_HOSTNAME"], environment));
        if (environment.IsDevelopment()) services.AddDevelopmentKeys();

        services.AddSingleton(provider => new Keys(Convert.FromBase64String(provider.GetRequiredService<IOptions<IdentityOptions>>().Value.Key)));
        return services.AddSingleton(provider => new Seal(
            [.. provider.GetRequiredService<IOptions<LinkOptions>>().Value.Keys.Select(key => (ReadOnlyMemory<byte>)Convert.FromBase64String(key))],
            provider.GetRequiredService<TimeProvider>()));
    }

    // Known to everybody, hence of no use anywhere else: outside development their absence stops the start.
    private static void AddDevelopmentKeys(this IServiceCollection services)
    {
        services.PostConfigure<IdentityOptions>(options => options.Key = options.Key is "" ? DevelopmentKey("identity") : options.Key);
        services.PostConfigure<LinkOptions>(options => options.Keys = options.Keys is [] ? [DevelopmentKey("links")] : options.Keys);
    }

    private static string DevelopmentKey(string purpose) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"intake-development-only-{purpose}".PadRight(32, '.')));

    // Functions sets WEBSITE_HOSTNAME to the name it is reached by, in Azure and under its local tools.
    private static Uri? Hostname(string? name, IHostEnvironment environment)
    {
        if (name is null or "") return environment.IsDevelopment() ? new Uri("http://localhost:7071") : null;
        var local = name.StartsWith("localhost", StringComparison.Ordinal) || name.StartsWith("127.", StringComparison.Ordinal)
            || name.StartsWith("0.0.0.0", StringComparison.Ordinal);
        return new Uri($"{(local ? "http" : "https")}://{name}");
    }
}
