using System.Text;
using Intake.Accounts;
using Intake.Http;
using Intake.Playbooks;
using Intake.Submissions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Submissions.Support;

/// <summary>The doors behind a real web server on a free port, with a queue that does as it is told.</summary>
internal sealed class Website : IAsyncDisposable
{
    private readonly WebApplication app;

    private Website(WebApplication app, FakeTimeProvider time, QueueStandIn queue)
    {
        (this.app, Time, Queue) = (app, time, queue);
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        Client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Address };
    }

    public FakeTimeProvider Time { get; }

    public QueueStandIn Queue { get; }

    public HttpClient Client { get; }

    public Uri Address { get; }

    public Outcome Outcome { get; set; } = Outcome.Pending;

    public Exception? ReadingFails { get; set; }

    public (string Person, string Submission) Asked { get; private set; }

    public static async Task<Website> StartAsync(params (string Key, string Value)[] settings)
    {
        var (time, queue) = (new FakeTimeProvider(Sample.Now), new QueueStandIn());
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Public:Url", "https://intake.lichtveld.example")])
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        Website? site = null;
        builder.Services.AddSingleton<TimeProvider>(time).AddSingleton(new PlaybookInForce(Sample.Playbook)).AddSingleton(Sample.Keys).AddSingleton(Sample.Seal(time))
            .AddSingleton(queue.Queue()).AddSingleton<ReadReceipt>((receipt, _) => site!.Read(receipt.PersonId, receipt.SubmissionId)).AddReceiving(builder.Configuration);
        var app = builder.Build();
        Map(app);
        await app.StartAsync();
        return site = new Website(app, time, queue);
    }

    /// <summary>A website with both providers on.</summary>
    public static Task<Website> WithWebhooksAsync() =>
        StartAsync(("Webhooks:Zoom:Secrets:0", Sample.ZoomSecret), ("Webhooks:Standard:Secrets:0", Sample.StandardSecret));

    public Task<HttpResponseMessage> PostAsync(string path, string type, byte[] body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        if (type.Length > 0) request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) request.Content.Headers.TryAddWithoutValidation(name, value);
        return Client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostJsonAsync(string path, string json, params (string Name, string Value)[] headers) =>
        PostAsync(path, "application/json", Encoding.UTF8.GetBytes(json), headers);

    public Task<HttpResponseMessage> PostAsBrowserAsync(string path, params (string Name, string Value)[] fields) =>
        PostAsync(path, "application/x-www-form-urlencoded",
            Encoding.ASCII.GetBytes(string.Join('&', fields.Select(f => $"{Uri.EscapeDataString(f.Name)}={Uri.EscapeDataString(f.Value)}"))),
            ("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await app.DisposeAsync();
    }

    private Task<Outcome> Read(string person, string submission)
    {
        Asked = (person, submission);
        return ReadingFails is null ? Task.FromResult(Outcome) : Task.FromException<Outcome>(ReadingFails);
    }

    // The same routes as the functions have.
    private static void Map(WebApplication app)
    {
        app.Run(context =>
        {
            var (request, parts) = (context.Request, context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries));
            var answer = (request.Method, parts) switch
            {
                ("POST", ["api", "webinars" or "webhooks", var id]) => Door<WebhookDoor>(context).PostAsync(request, id, null, context.RequestAborted),
                ("POST", ["api", "webhooks", var id, var secret]) => Door<WebhookDoor>(context).PostAsync(request, id, secret, context.RequestAborted),
                ("GET", ["api", "webhooks", var id, var secret]) => Task.FromResult(Door<WebhookDoor>(context).Get(request, id, secret)),
                (_, ["api", "receipts", var id]) => Door<ReceiptDoor>(context).ShowAsync(request, id),
                (_, ["thanks", var id]) => Door<FormDoor>(context).ThanksAsync(request, id),
                (var method, ["api", var kind, var id]) => Form(context, method, kind == "forms" ? FormKind.Form : FormKind.Whitepaper, id),
                _ => Task.FromResult(Results.NotFound()),
            };
            return answer.ContinueWith(done => done.Result.ExecuteAsync(context), TaskScheduler.Default).Unwrap();
        });
    }

    private static Task<IResult> Form(HttpContext context, string method, FormKind kind, string id) => method switch
    {
        "POST" => Door<FormDoor>(context).PostAsync(context.Request, kind, id, context.RequestAborted),
        "OPTIONS" => Door<FormDoor>(context).PreflightAsync(context.Request, kind, id),
        _ => Door<FormDoor>(context).ShowAsync(context.Request, kind, id),
    };

    private static T Door<T>(HttpContext context) where T : class => context.RequestServices.GetRequiredService<T>();
}
