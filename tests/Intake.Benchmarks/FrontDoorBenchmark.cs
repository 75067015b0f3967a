using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Azure.Storage.Queues;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Benchmarks;

/// <summary>The front door on Azurite: a put for each submission against puts that are shared, in one run and in turn, each on an empty queue. What is
/// counted are answers 202, and that as many submissions are on the queue.</summary>
internal static class FrontDoorBenchmark
{
    private const int Connections = 64, Rounds = 3, LoneRequests = 300;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(4);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"email":"ingrid@hoekstra-transport.example","firstName":"Ingrid","proposition":"charging","message":"How soon?"}""");

    /// <summary>Runs it; the exit code tells whether the promises are kept.</summary>
    public static async Task<int> RunAsync()
    {
        using var azurite = await AzuriteProcess.StartAsync();
        await using var alone = await StartAsync(azurite.ConnectionString, Sharing.None);
        await using var shared = await StartAsync(azurite.ConnectionString, Sharing.Default);
        var queue = shared.Services.GetRequiredService<QueueServiceClient>().GetQueueClient(QueueNames.Submissions);
        await queue.CreateIfNotExistsAsync();
        // Both are warm before anything is counted.
        foreach (var app in new[] { alone, shared }) await LoadAsync(app, queue, TimeSpan.FromSeconds(2));

        List<(Load Alone, Load Shared)> rounds = [];
        for (var round = 0; round < Rounds; round++) rounds.Add((await LoadAsync(alone, queue, Time), await LoadAsync(shared, queue, Time)));
        foreach (var (one, many) in rounds)
            Console.WriteLine($"{Connections} connections: a put each {one}; shared {many}; {many.PerSecond / one.PerSecond:0.0} times");
        var times = Median(rounds.Select(round => round.Shared.PerSecond / round.Alone.PerSecond));

        List<double> lone = [];
        for (var round = 0; round < Rounds; round++)
        {
            var (one, many) = (await LoneAsync(alone, queue), await LoneAsync(shared, queue));
            Console.WriteLine($"alone: a put each {one:0.00} ms; shared {many:0.00} ms (median)");
            lone.Add(many / one);
        }
        Console.WriteLine($"median: {times:0.0} times the submissions a second (at least 5); a lone request takes {Median(lone):0.00} times (at most 1.2)");
        return times >= 5 && Median(lone) <= 1.2 ? 0 : 1;
    }

    private static async Task<Load> LoadAsync(WebApplication app, QueueClient queue, TimeSpan time)
    {
        await queue.ClearMessagesAsync();
        using var client = Client(app);
        var (accepted, refused, clock) = (0, 0, Stopwatch.StartNew());
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(async _ =>
        {
            while (clock.Elapsed < time)
            {
                if (await PostAsync(client) == HttpStatusCode.Accepted) Interlocked.Increment(ref accepted);
                else Interlocked.Increment(ref refused);
            }
        }));
        var elapsed = clock.Elapsed;
        var messages = (await queue.GetPropertiesAsync()).Value.ApproximateMessagesCount;
        await queue.ClearMessagesAsync();
        return new Load(accepted / elapsed.TotalSeconds, accepted, refused, messages);
    }

    private static async Task<double> LoneAsync(WebApplication app, QueueClient queue)
    {
        await queue.ClearMessagesAsync();
        using var client = Client(app);
        List<double> times = [];
        for (var request = 0; request < LoneRequests; request++)
        {
            var clock = Stopwatch.GetTimestamp();
            await PostAsync(client);
            times.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }
        return Median(times);
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client)
    {
        using var content = new ByteArrayContent(Body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await client.PostAsync(new Uri("/api/forms/demo", UriKind.Relative), content);
        return answer.StatusCode;
    }

    private static HttpClient Client(WebApplication app) => new(new SocketsHttpHandler { MaxConnectionsPerServer = Connections })
    {
        BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()),
    };

    private static async Task<WebApplication> StartAsync(string storage, Sharing sharing)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { EnvironmentName = Environments.Development });
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration["AzureWebJobsStorage"] = storage;
        builder.Configuration["Playbook:Directory"] = ScoringBenchmark.Playbook;
        builder.Configuration["Public:Url"] = "http://localhost";
        builder.Services.AddIntake(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(provider => new SubmissionPuts(SubmissionPuts.OnTo(provider.GetRequiredService<MessageQueue>()), TimeProvider.System, sharing));
        // The front door alone: what sets storage up and takes messages off is left out.
        foreach (var service in builder.Services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == typeof(SubmissionDesk).Assembly).ToList()) builder.Services.Remove(service);
        var app = builder.Build();
        app.MapPost("/api/forms/{id}", (HttpRequest request, string id, FormDoor door) => door.PostAsync(request, FormKind.Form, id, request.HttpContext.RequestAborted));
        await app.StartAsync();
        return app;
    }

    private static double Median(IEnumerable<double> values) => values.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private sealed record Load(double PerSecond, int Accepted, int Refused, int Messages)
    {
        public override string ToString() => $"{PerSecond:0} a second ({Accepted} in {Messages} messages, {Refused} refused)";
    }
}
