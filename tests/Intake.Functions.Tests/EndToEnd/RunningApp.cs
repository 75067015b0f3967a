using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The app as a separate process on Azurite, or any running app that the settings point at: <c>INTAKE_URL</c>, <c>INTAKE_MASTER_KEY</c>,
/// <c>INTAKE_ZOOM_SECRET</c>, <c>INTAKE_STANDARD_SECRET</c>, and <c>INTAKE_SENDGRID</c>, the address at which the app looks for SendGrid and the tests answer.</summary>
public sealed class RunningApp : IAsyncDisposable
{
    private readonly Dictionary<string, string> settings;
    private Process? process;

    private RunningApp(Uri address, SendGridStandIn sendGrid, Dictionary<string, string> settings)
    {
        (SendGrid, this.settings) = (sendGrid, settings);
        Http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
    }

    public static bool IsElsewhere => Setting("INTAKE_URL") is not null;

    public static string ZoomSecret => Setting("INTAKE_ZOOM_SECRET") ?? "local-zoom-secret";

    public static string? StandardSecret => Setting("INTAKE_STANDARD_SECRET");

    public SendGridStandIn SendGrid { get; }

    public HttpClient Http { get; }

    public static async Task<RunningApp> StartAsync(Azurite azurite, params (string Name, string Value)[] more)
    {
        var sendGrid = await SendGridStandIn.StartAsync(Setting("INTAKE_SENDGRID"));
        if (Setting("INTAKE_URL") is { } url) return new RunningApp(new Uri(url), sendGrid, []);

        var port = Ports.Free();
        var settings = new Dictionary<string, string>
        {
            ["PORT"] = $"{port}",
            ["Public__Url"] = $"http://localhost:{port}",
            ["AzureWebJobsStorage"] = azurite.ConnectionString,
            ["SendGrid__Host"] = sendGrid.Address.ToString().TrimEnd('/'),
            ["SendGrid__ApiKey"] = "test",
            ["DATA_DIR"] = Directory.CreateTempSubdirectory("intake-").FullName,
            ["LocalHost__InFlightInvisibility"] = "00:00:02",
        };
        foreach (var (name, value) in more) settings[name] = value;
        var app = new RunningApp(new Uri($"http://localhost:{port}"), sendGrid, settings);
        await app.StartAsync();
        return app;
    }

    /// <summary>Starts the process, again after a kill.</summary>
    public async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Intake.Functions.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory,
        };
        foreach (var (name, value) in settings) start.Environment[name] = value;
        process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        await Eventually.IsTrueAsync(IsServingAsync, TimeSpan.FromSeconds(60));
    }

    /// <summary>kill -9: nothing is finished, nothing is said.</summary>
    public void Kill()
    {
        process!.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
    }

    /// <summary>Runs the timer function <c>Handoff</c> now.</summary>
    public async Task RunHandoffAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/admin/functions/Handoff") { Content = JsonContent.Create(new { input = "" }) };
        request.Headers.Add("x-functions-key", Setting("INTAKE_MASTER_KEY") ?? "local-master");
        using var response = await Http.SendAsync(request);
        Assert.Equal(HttpStatusCode.Accepted, response.StatusCode);
    }

    /// <summary>Posts a form as a script does and gives the receipt's address.</summary>
    public Task<string> PostFormAsync(string form, object fields, string? idempotencyKey = null) =>
        PostAsync($"/api/forms/{form}", JsonContent.Create(fields), idempotencyKey is null ? [] : [("Idempotency-Key", idempotencyKey)]);

    /// <summary>Posts and gives the receipt's address.</summary>
    public async Task<string> PostAsync(string path, HttpContent content, IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Http.SendAsync(request);
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.Accepted, $"{path} answered {(int)response.StatusCode}: {body}");
        using var json = JsonDocument.Parse(body);
        return json.RootElement.GetProperty("status").GetString()!;
    }

    /// <summary>Waits until the receipt tells an outcome.</summary>
    public Task<string> OutcomeAsync(string status, TimeSpan? within = null) => Eventually.GetAsync(
        async () =>
        {
            using var json = JsonDocument.Parse(await Http.GetStringAsync(new Uri(status, UriKind.RelativeOrAbsolute)));
            return json.RootElement.GetProperty("outcome").GetString()!;
        },
        outcome => outcome != "pending", within: within);

    /// <summary>Runs the handoff until a mail about something has come.</summary>
    public async Task<SentMail> MailAboutAsync(string text, TimeSpan? within = null)
    {
        var found = await Eventually.GetAsync(
            async () =>
            {
                await RunHandoffAsync();
                return SendGrid.About(text);
            },
            mails => mails.Count > 0, within: within);
        return found[0];
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (process is { HasExited: false }) Kill();
        await SendGrid.DisposeAsync();
    }

    private async Task<bool> IsServingAsync()
    {
        if (process is { HasExited: true }) throw new InvalidOperationException($"The app ended with {process.ExitCode}.");
        try
        {
            using var response = await Http.GetAsync(new Uri("/api/forms/demo", UriKind.Relative));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static string? Setting(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
