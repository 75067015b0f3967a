using Intake.Agenda;
using Intake.Mail;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow.Sends;

/// <summary>Many mails through the app against <see cref="LosingSendGrid"/>: most of them by themselves, some as what hands a lead over. After every step of
/// time the provider tells what it has to tell and the timer runs; now and then an operator looks at what is unknown.</summary>
internal sealed class SendsRun : IDisposable
{
    private const int Wave = 1000, EventsAPost = 1000, StepsALook = 30, MostSteps = 12 * 24 * 14;

    private static readonly TimeSpan Step = TimeSpan.FromMinutes(5);

    private readonly SignedEvents posts = new();
    private readonly int sends, handoffs, seed;

    private SendsRun(int sends, int handoffs, int seed) => (this.sends, this.handoffs, this.seed) = (sends, handoffs, seed);

    public Pipeline Pipeline { get; private set; } = null!;

    public LosingSendGrid Provider { get; private set; } = null!;

    public SendsDone Done { get; } = new();

    /// <summary>How many mails were unknown when somebody looked, over all looks.</summary>
    public int SeenUnknown { get; private set; }

    /// <summary>Runs until all is settled.</summary>
    /// <param name="sends">Mails by themselves.</param>
    /// <param name="handoffs">Leads that are handed over.</param>
    /// <param name="seed">Of all chance.</param>
    public static async Task<SendsRun> FinishAsync(int sends, int handoffs, int seed)
    {
        var run = new SendsRun(sends, handoffs, seed);
        run.Pipeline = await Pipeline.StartAsync(Some.Now, seed: seed, replace: run.Replace);
        await run.RunAsync();
        return run;
    }

    public void Dispose()
    {
        Pipeline.Dispose();
        posts.Dispose();
    }

    private void Replace(IServiceCollection services)
    {
        posts.Trust(services);
        services.PostConfigure<SendGridOptions>(options => options.UnknownWait = new SendGridOptions().UnknownWait);
        services.AddSingleton(Done).AddSingleton<IAgendaStep, SendStep>().AddSingleton<IMailSender, SendGridMailSender>();
        services.AddSingleton<IHttpClientFactory>(provider => Provider = new LosingSendGrid(provider.GetRequiredService<TimeProvider>(), new Random(seed)));
    }

    private async Task RunAsync()
    {
        Pipeline.Get<IHttpClientFactory>();
        for (var (step, put) = (0, 0); put < sends + handoffs || !IsSettled(); step++)
        {
            Assert.True(step < MostSteps, $"Not settled by {Pipeline.Now}.");
            Pipeline.Time.SetUtcNow(Pipeline.Now - TimeSpan.FromTicks(Pipeline.Now.Ticks % Step.Ticks) + Step);
            if (step % StepsALook == 2) await LookAsync();
            await TellAsync();
            for (var last = Math.Min(put + Wave, sends + handoffs); put < last; put++) await PutAsync(put);
            await Pipeline.DrainAsync();
            await RunTimerAsync();
        }
    }

    // What dies with the provider's answer is the run of one entry; the next run takes that up.
    private async Task RunTimerAsync()
    {
        try
        {
            await Pipeline.RunHandoffAsync();
        }
        catch (AggregateException died) when (died.InnerExceptions.All(each => each is ProcessDiedException))
        {
        }
    }

    // Leads are spread evenly among the mails.
    private Task PutAsync(int number) => (long)(number + 1) * handoffs / (sends + handoffs) > (long)number * handoffs / (sends + handoffs)
        ? Pipeline.SubmitAsync(Some.Demo(number, Pipeline.Now).By($"person@company-{number}.example"))
        : Pipeline.Get<AgendaTable>().PutAsync(
            new AgendaEntry(Pipeline.Now, SendStep.Name, Keys.Id("account", $"{number}"), Keys.Id("send", $"{number}")), default);

    private async Task TellAsync()
    {
        while (Provider.Tell(EventsAPost) is { Count: > 0 } told)
        {
            Assert.Equal(204, await posts.PostAsync(Pipeline, $"[{string.Join(',', told.Select(each => each.Json))}]"));
            await Pipeline.DrainAsync();
        }
    }

    // Nothing more, and nothing less, than what nobody can know.
    private async Task LookAsync()
    {
        var seen = (await SignedEvents.ListAsync(Pipeline, "unknown")).Select(mail => mail.Id).Order(StringComparer.Ordinal);
        var unknown = Provider.Asked.Where(mail => IsUnknown(mail.Value)).Select(mail => mail.Key).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(unknown, seen);
        SeenUnknown += unknown.Count;
    }

    private static bool IsUnknown(List<Attempt> asked) => asked[^1].End == AttemptEnd.Lost && asked.TrueForAll(each => each.EvidenceAt is null);

    private static bool IsKnown(List<Attempt> asked) => asked.Exists(each => each.End == AttemptEnd.Answered || each.EvidenceAt is not null);

    private bool IsSettled() =>
        Provider.Untold == 0 && Provider.Asked.Count >= sends + handoffs && Done.Mails.Count == sends && Provider.Asked.Values.All(IsKnown);
}
