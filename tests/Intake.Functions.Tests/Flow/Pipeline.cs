using System.Collections.Frozen;
using System.Collections.Immutable;
using Azure.Data.Tables;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Mail;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Functions.Tests.Flow;

/// <summary>The whole app on the storage double and a simulated clock: the real functions and handlers, their queues and their timer pumped by hand.
/// What is replaced: the storage clients, the clock, chance, and the mail provider.</summary>
internal sealed class Pipeline : IDisposable
{
    private readonly int seed;
    private readonly Action<IServiceCollection>? replace;
    private ServiceProvider services;
    private static readonly Playbook Sample = WithoutReplies(SamplePlaybook.Instance);
    private Playbook playbook = Sample;

    private readonly bool clocks;

    private Pipeline(DateTimeOffset now, int seed, Action<IServiceCollection>? replace, bool clocks)
    {
        (this.seed, this.replace, this.clocks) = (seed, replace, clocks);
        Time = new FakeTimeProvider(now.ToUniversalTime());
        Storage = new StorageDouble(Time).CreateAll();
        Mails = new MailBin(Time);
        Pump = new Pump(this);
        services = Compose();
    }

    public FakeTimeProvider Time { get; }

    public StorageDouble Storage { get; }

    public MailBin Mails { get; }

    public Pump Pump { get; }

    /// <summary>The playbook; another one counts at once. No question is confirmed to whoever asked it, until <see cref="ReplyToQuestions"/>.</summary>
    public Playbook Playbook
    {
        get => Get<PlaybookInForce>().Current;
        set => Get<PlaybookInForce>().Put(playbook = WithoutReplies(value));
    }

    /// <summary>Has the playbook that ships in force, which confirms a question to whoever asked it.</summary>
    public void ReplyToQuestions() => Get<PlaybookInForce>().Put(playbook = SamplePlaybook.Instance);

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The app with an account book of its own, the sample one apart, and with whatever else a test replaces.</summary>
    /// <param name="now">The time at which it starts.</param>
    /// <param name="companies">The account book.</param>
    /// <param name="seed">Of chance.</param>
    /// <param name="replace">What is replaced.</param>
    /// <param name="clocks">Whether handoffs that nobody answers are followed up; otherwise only what a test does itself happens to them.</param>
    public static async Task<Pipeline> StartAsync(
        DateTimeOffset now, IEnumerable<Company>? companies = null, int seed = 1, Action<IServiceCollection>? replace = null, bool clocks = false)
    {
        var pipeline = new Pipeline(now, seed, replace, clocks);
        // As the development set-up does, once and uncounted.
        if (companies is not null) await pipeline.Get<Companies>().PutAsync(CompanyRows.Of([.. companies], pipeline.Get<Keys>()), default);
        return pipeline;
    }

    /// <summary>What the app is made of.</summary>
    public IServiceProvider Services => services;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Puts a submission as the door does.</summary>
    public Task SubmitAsync(Submission submission) => SubmitAsync(submission.Id, submission);

    /// <summary>Puts several as one message.</summary>
    public Task SubmitAsync(string id, params Submission[] batch) => Get<MessageQueue>().PutAsync(
        QueueNames.Submissions, "submissions", id, [.. batch], IntakeJson.Default.EnvelopeSubmission, default);

    /// <summary>Runs every function whose message can be seen now.</summary>
    public Task DrainAsync() => Pump.DrainAsync();

    /// <summary>Runs the timer function.</summary>
    public Task RunHandoffAsync() => Pump.FinishAsync(ActivatorUtilities.CreateInstance<HandoffFunctions>(services).HandoffAsync(new TimerInfo(), default));

    /// <summary>Runs the timer function of the digests.</summary>
    public Task RunDigestAsync() => Pump.FinishAsync(ActivatorUtilities.CreateInstance<DigestFunctions>(services).DigestAsync(new TimerInfo(), default));

    /// <summary>Submits, and lets everything happen that is due now.</summary>
    public async Task ProcessAsync(Submission submission)
    {
        await SubmitAsync(submission);
        await DrainAsync();
        await RunHandoffAsync();
    }

    /// <summary>Lets time come to an instant; whatever falls due on the way is done when it is due.</summary>
    public async Task RunUntilAsync(DateTimeOffset until)
    {
        while (NextDue(until) is { } due && due <= until)
        {
            if (due > Now) Time.SetUtcNow(due);
            await DrainAsync();
            await RunHandoffAsync();
        }
        if (until > Now) Time.SetUtcNow(until.ToUniversalTime());
    }

    /// <summary>When something happens next by itself: a message shows or an entry of the agenda falls due; the days on which time alone moves a lead, and the clocks of handoffs, only until an instant.</summary>
    public DateTimeOffset? NextDue(DateTimeOffset looksUntil = default)
    {
        var messages = QueueNames.All.SelectMany(queue => new[] { queue, queue + QueueNames.PoisonSuffix })
            .SelectMany(Storage.Messages).Select(message => (DateTimeOffset?)message.NextVisible);
        var entries = Storage.Rows(TableNames.Agenda).Where(row => row.GetString("Kind") is not (AgendaKinds.Look or AgendaKinds.Clock) || row.GetDateTimeOffset("Due") <= looksUntil)
            .Select(row => row.GetDateTimeOffset("Due"));
        return messages.Concat(entries).Min();
    }

    /// <summary>The process ends and another one starts on the same storage: nothing in memory survives.</summary>
    public void Restart()
    {
        services.Dispose();
        services = Compose();
    }

    public void Dispose() => services.Dispose();

    private static Playbook WithoutReplies(Playbook playbook) => playbook.Forms.Values.All(form => !form.Confirm) ? playbook
        : playbook with { Forms = playbook.Forms.Values.Select(form => form with { Confirm = false }).ToFrozenDictionary(form => form.Id, StringComparer.Ordinal) };

    private ServiceProvider Compose()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Playbook:Directory", SamplePlaybook.Directory), new("Public:Url", "https://intake.lichtveld.example"),
            new("SendGrid:ApiKey", "SG.test"), new("SendGrid:From", "intake@lichtveld.example"), new("SendGrid:UnknownWait", "02:00:00"),
            new("Webhooks:Typeform:Secrets:0", CallFlow.Secret), new("Webhooks:HubSpot:Secrets:0", CallFlow.Secret),
        ]).Build();
        var environment = new HostingEnvironment { EnvironmentName = Environments.Development, ApplicationName = "Intake", ContentRootPath = AppContext.BaseDirectory };
        var all = new ServiceCollection().AddSingleton<IConfiguration>(configuration).AddSingleton<IHostEnvironment>(environment).AddLogging();
        all.AddSingleton<TimeProvider>(Time).AddSingleton(new Random(seed)).AddIntake(configuration, environment);
        all.AddSingleton(Storage.Queues).AddSingleton(Storage.Tables).AddSingleton(Storage.Blobs).AddSingleton<IMailSender>(Mails);
        // Read once for all tests; the app reads it once for all messages.
        all.AddSingleton(new PlaybookInForce(playbook, Time));
        if (!clocks) all[all.IndexOf(all.Single(each => each.ImplementationType == typeof(Handoffs.ClockStep)))] = ServiceDescriptor.Singleton<IAgendaStep, StoppedClocks>();
        replace?.Invoke(all);
        return all.BuildServiceProvider();
    }
}

/// <summary>In place of the clocks: nothing of theirs ever happens.</summary>
internal sealed class StoppedClocks : IAgendaStep
{
    public string Kind => AgendaKinds.Clock;

    public Task<AgendaEntry?> RunAsync(AgendaEntry entry, CancellationToken cancellationToken) => Task.FromResult<AgendaEntry?>(entry with { Due = new DateTimeOffset(9000, 1, 1, 0, 0, 0, TimeSpan.Zero) });
}
