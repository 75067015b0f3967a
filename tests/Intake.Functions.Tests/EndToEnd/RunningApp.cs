using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The app as a separate process on storage of its own, or the one that runs <see cref="Elsewhere"/>.</summary>
public sealed class RunningApp : IAsyncLifetime
{
    private static readonly TimeSpan BetweenRuns = TimeSpan.FromMilliseconds(300);
    private readonly string _directory = Directory.CreateTempSubdirectory("intake-").FullName;
    private SendGridStandIn? _sendGrid;

    public RunningApp(Azurite azurite)
    {
        if (Elsewhere.Url is { } url)
        {
            Http.BaseAddress = new Uri(url);
            return;
        }
        Storage = azurite.NewAccount();
        var port = FreePort();
        Http.BaseAddress = new Uri($"http://localhost:{port}");
        Settings["PORT"] = $"{port}";
        Settings["DATA_DIR"] = _directory;
        Settings["AzureWebJobsStorage"] = Storage.ConnectionString;
        // What a dead app held comes back in a moment, and nothing is waited for longer than a test likes to.
        Settings["LocalHost__InFlightInvisibility"] = "00:00:01";
        Settings["AzureFunctionsJobHost__extensions__queues__maxPollingInterval"] = "00:00:00.100";
        Settings["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:01";
    }

    /// <summary>Environment of the process; to be changed before a start.</summary>
    internal Dictionary<string, string> Settings { get; } = [];

    /// <summary>The storage, where it is the tests' own.</summary>
    internal StorageAccount? Storage { get; }

    internal HttpClient Http { get; } = new(new HttpClientHandler { AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };

    internal SendGridStandIn SendGrid => _sendGrid!;

    internal AppProcess? Process { get; private set; }

    /// <summary>Leaves the mails to the local host's own mailbox.</summary>
    internal bool HasMailbox { get; init; }

    public async ValueTask InitializeAsync()
    {
        if (Elsewhere.IsSet) _sendGrid = await Elsewhere.SendGridAsync();
        else if (!HasMailbox)
        {
            _sendGrid = await SendGridStandIn.StartAsync();
            Settings["SendGrid__Host"] = SendGrid.Address.ToString().TrimEnd('/');
            Settings["SendGrid__ApiKey"] = "SG.test";
        }
        await StartAsync();
    }

    /// <summary>Starts the process, again after its end.</summary>
    internal async Task StartAsync()
    {
        if (Elsewhere.IsSet) return;
        Process?.Dispose();
        Process = Launch();
        await Eventually.IsTrueAsync(IsServingAsync);
    }

    /// <summary>Starts the process without waiting for it to serve.</summary>
    internal AppProcess Launch() => new(Settings, _directory);

    /// <summary>Runs the timer function <c>Handoff</c> now.</summary>
    internal async Task RunHandoffAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/Handoff") { Content = JsonContent.Create(new { input = "" }) };
        request.Headers.Add("x-functions-key", Elsewhere.MasterKey);
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    internal async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, HttpContent? content = null, string accept = "application/json",
        params IEnumerable<(string Name, string Value)> headers)
    {
        // Not disposed, for that would dispose the content, which may be sent again.
        var request = new HttpRequestMessage(method, new Uri(Http.BaseAddress!, path)) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Http.SendAsync(request);
    }

    /// <summary>Posts a form as a script does and gives the receipt's address.</summary>
    internal Task<string> PostFormAsync(string form, object fields, string? idempotencyKey = null) => PostAsync(
        $"/api/forms/{form}", JsonContent.Create(fields), HttpStatusCode.Accepted, idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)]);

    /// <summary>Posts, again where it is told to because the machine is too busy, and gives the receipt's address when the answer is exactly the one expected.</summary>
    internal async Task<string> PostAsync(string path, HttpContent content, HttpStatusCode expected, params IEnumerable<(string Name, string Value)> headers)
    {
        await content.LoadIntoBufferAsync();
        using var response = await Eventually.GetAsync(
            () => SendAsync(HttpMethod.Post, path, content, headers: headers), answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable, BetweenRuns);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{path} answered {(int)response.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Waits until the receipt tells an outcome; "not just now" is what a busy machine says.</summary>
    internal Task<string> OutcomeAsync(string status, TimeSpan? within = null) => Eventually.GetAsync(
        async () =>
        {
            using var response = await SendAsync(HttpMethod.Get, status);
            if (response.StatusCode == HttpStatusCode.ServiceUnavailable) return "pending";
            using var json = JsonDocument.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            return json.RootElement.GetProperty("outcome").GetString()!;
        },
        outcome => outcome != "pending", TimeSpan.FromMilliseconds(50), within);

    /// <summary>Runs the handoff until a mail about something has come, and gives it.</summary>
    internal async Task<SentMail> MailAboutAsync(string text) => (await Eventually.GetAsync(
        async () =>
        {
            await RunHandoffAsync();
            await Task.Delay(TimeSpan.FromMilliseconds(50));
            return SendGrid.About(text);
        },
        mails => mails.Count > 0, BetweenRuns, TimeSpan.FromMinutes(2)))[0]; // A hundred others may be before it.

    /// <summary>All mails about something, once everything that was due before now has been dealt with: a run takes what is due in order,
    /// so when somebody who asked after it has been mailed about, it was its turn too.</summary>
    internal async Task<IReadOnlyList<SentMail>> AllMailsAboutAsync(string text)
    {
        var last = Some.Tag();
        await OutcomeAsync(await PostFormAsync("demo", Some.Demo($"laatste.{last}@slot-{last}.example", "Lars", $"Slot {last}")));
        await MailAboutAsync($"Slot {last}");
        return SendGrid.About(text);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Process?.Dispose();
        if (!Elsewhere.IsSet && _sendGrid is not null) await _sendGrid.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task<bool> IsServingAsync()
    {
        Assert.False(Process!.HasExited, $"The app ended:\n{string.Join('\n', Process.Said)}");
        try
        {
            using var response = await Http.GetAsync(new Uri(Http.BaseAddress!, "/api/forms/demo"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // Below the ports that outgoing connections take: one that is free now is then still free when the app starts.
    private static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Another test has it.
            }
        }
    }
}
