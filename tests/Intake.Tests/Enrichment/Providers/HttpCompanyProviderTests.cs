using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Intake.Enrichment.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Enrichment.Providers;

/// <summary>Through the real handlers and real sockets.</summary>
public sealed class HttpCompanyProviderTests
{
    private const string Acme = """{"name":"Acme","staff":"120"}""";

    [Fact]
    public async Task A_company_is_found_with_the_key_in_a_header()
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server, new() { ["Header"] = "X-Key", ["Key"] = "secret" });
        Assert.Equal(new ProviderAnswer.Found(new ProviderFacts { Name = "Acme", Staff = 120 }), await client.FindAsync("xn--mnchen-3ya.example"));
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /v1/companies/xn--mnchen-3ya.example HTTP/1.1\r\n", request);
        Assert.Contains("X-Key: secret\r\n", request);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Accept-Encoding", request, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task The_key_stands_in_the_address_only_where_the_template_says_so()
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server, new() { ["Url"] = $"http://127.0.0.1:{server.Port}/find?d={{domain}}&k={{key}}", ["Key"] = "a b&c" });
        Assert.IsType<ProviderAnswer.Found>(await client.FindAsync());
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("GET /find?d=firma.example&k=a%20b%26c HTTP/1.1\r\n", request);
        Assert.DoesNotContain("Authorization", request);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://provider.example/")]
    [InlineData("/elsewhere")]
    public async Task It_is_not_followed_elsewhere(string location)
    {
        await using var server = ProviderServer.Answering(302, "", more: "Location: " + location);
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Redirected), await client.FindAsync());
        Assert.Single(server.Requests);
        Assert.Equal(["127.0.0.1"], client.Resolved);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.5")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("fd00:ec2::254")]
    public async Task A_name_that_leads_inside_is_not_connected_to(string address)
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server, new() { ["Url"] = $"https://provider.example:{server.Port}/{{domain}}" }, allowLoopback: false, [IPAddress.Parse(address)]);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Refused), await client.FindAsync());
        Assert.Empty(server.Requests);
        // Once: what is refused is not tried again.
        Assert.Equal(["provider.example"], client.Resolved);
    }

    [Fact]
    public async Task Of_several_addresses_only_those_that_are_allowed_are_used()
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server, new() { ["Url"] = $"http://localhost:{server.Port}/{{domain}}" }, addresses: [IPAddress.Parse("169.254.169.254"), IPAddress.Loopback]);
        Assert.IsType<ProviderAnswer.Found>(await client.FindAsync());
        Assert.Equal(["localhost"], client.Resolved);
    }

    [Fact]
    public async Task A_connector_connects_to_its_own_host_only()
    {
        var connector = new PublicConnector("provider.example", 443, (_, _) => throw new UnreachableException(), _ => true);
        using var handler = new SocketsHttpHandler { ConnectCallback = connector.ConnectAsync, UseProxy = false };
        using var http = new HttpClient(handler);
        foreach (var url in new[] { "http://evil.example:443/", "http://provider.example/" })
        {
            var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(url), TestContext.Current.CancellationToken));
            Assert.IsType<RefusedException>(refused.InnerException);
        }
    }

    [Theory]
    [InlineData("text/html", "<html>")]
    [InlineData("text/html", Acme)]
    [InlineData("application/json; charset=utf-16", Acme)]
    [InlineData("application/octet-stream", Acme)]
    public async Task Only_JSON_is_read(string type, string body)
    {
        await using var server = ProviderServer.Answering(200, body, type);
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.NotJson), await client.FindAsync());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/vnd.company+json")]
    public async Task JSON_has_several_names(string type)
    {
        await using var server = ProviderServer.Answering(200, Acme, type);
        using var client = new Client(server);
        Assert.IsType<ProviderAnswer.Found>(await client.FindAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_ten_megabytes_no_more_is_read_than_there_may_be(bool told)
    {
        const int size = 10 * 1024 * 1024;
        var sent = 0;
        await using var server = new ProviderServer(async (stream, end) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 X\r\nContent-Type: application/json\r\n{(told ? $"Content-Length: {size}\r\n" : "")}Connection: close\r\n\r\n"), end);
            for (var chunk = new byte[4096]; sent < size; sent += chunk.Length) await stream.WriteAsync(chunk, end);
        });
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.TooLarge), await client.FindAsync());
        await server.DisposeAsync();
        // What the sockets of both sides hold may have gone out besides.
        Assert.InRange(sent, 0, size - 1);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task What_comes_compressed_is_not_opened()
    {
        using var bomb = new MemoryStream();
        await using (var gzip = new GZipStream(bomb, CompressionLevel.SmallestSize, leaveOpen: true)) await gzip.WriteAsync(new byte[10 * 1024 * 1024], TestContext.Current.CancellationToken);
        Assert.InRange(bomb.Length, 1, 64 * 1024);
        await using var server = ProviderServer.Saying($"HTTP/1.1 200 X\nContent-Type: application/json\nContent-Encoding: gzip\nContent-Length: {bomb.Length}", bomb.ToArray());
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.NotJson), await client.FindAsync());
    }

    [Fact]
    public async Task A_head_without_end_is_not_read()
    {
        await using var server = ProviderServer.Saying("HTTP/1.1 200 X\nContent-Type: application/json\nX-Long: " + new string('x', 100_000));
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.TooLarge), await client.FindAsync());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n")]
    [InlineData("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n{")]
    [InlineData("HTTP/1.1 200 X\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":")]
    public async Task One_that_hangs_is_left_when_its_time_has_passed(string first)
    {
        await using var server = new ProviderServer(async (stream, end) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(first), end);
            await Task.Delay(Timeout.Infinite, end);
        });
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Timeout), await client.FindInTimeAsync(server.Asked));
    }

    [Fact]
    public async Task One_that_drips_is_left_when_its_time_has_passed()
    {
        await using var server = new ProviderServer(async (stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 X\r\nContent-Type: application/json\r\n\r\n["u8.ToArray(), end);
            while (true)
            {
                await stream.WriteAsync(" "u8.ToArray(), end);
                await Task.Yield();
                if (stream.Socket.Poll(1000, SelectMode.SelectRead)) return;
            }
        });
        using var client = new Client(server);
        // An endless drip may also be found out by its size; it has an end either way.
        var answer = Assert.IsType<ProviderAnswer.Failed>(await client.FindInTimeAsync(server.Asked));
        Assert.True(answer.Fault is ProviderFault.Timeout or ProviderFault.TooLarge, answer.Fault.ToString());
    }

    [Fact]
    public async Task Whoever_is_asked_too_often_is_left_alone_for_as_long_as_they_say()
    {
        await using var server = ProviderServer.Answering(429, "", more: "Retry-After: 120");
        using var client = new Client(server);
        var failed = new ProviderAnswer.Failed(ProviderFault.Throttled, client.Time.GetUtcNow().AddMinutes(2));
        Assert.Equal(failed, await client.FindAsync());
        Assert.Equal(failed, await client.FindAsync("another.example"));
        Assert.Single(server.Requests);
        client.Time.Advance(TimeSpan.FromMinutes(2));
        await client.FindAsync();
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task An_error_of_theirs_is_tried_once_more_and_at_last_left_alone()
    {
        await using var server = ProviderServer.Answering(500, "<html>");
        using var client = new Client(server);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Unavailable), await client.FindAsync());
        Assert.Equal(2, server.Requests.Count);
        for (var n = 0; n < 5; n++) await client.FindAsync();
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Resting), await client.FindAsync());
        var asked = server.Requests.Count;
        Assert.Equal(6, asked);
        await client.FindAsync();
        Assert.Equal(asked, server.Requests.Count);
    }

    [Fact]
    public async Task One_that_nobody_answers_for_is_unreachable()
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server);
        await server.DisposeAsync();
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Unreachable), await client.FindAsync());
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_unreachable()
    {
        await using var server = ProviderServer.Answering(200, Acme);
        using var client = new Client(server, new() { ["Url"] = "https://provider.example/{domain}" }, allowLoopback: false, addresses: null);
        Assert.Equal(new ProviderAnswer.Failed(ProviderFault.Unreachable), await client.FindAsync());
    }

    [Theory]
    [InlineData(200, Acme)]
    [InlineData(500, "firma.example")]
    [InlineData(302, "firma.example")]
    [InlineData(200, "firma.example")]
    public async Task Neither_the_domain_nor_the_key_is_in_a_log_or_a_trace(int status, string body)
    {
        List<string> traces = [];
        using var listener = new ActivityListener
        {
            ShouldListenTo = _ => true,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity => { lock (traces) traces.Add(string.Join(' ', activity.TagObjects.Select(tag => $"{tag.Key}={tag.Value}"))); },
        };
        ActivitySource.AddActivityListener(listener);
        await using var server = ProviderServer.Answering(status, body);
        using var client = new Client(server, new() { ["Url"] = $"http://127.0.0.1:{server.Port}/leak-test/{{domain}}?k={{key}}", ["Key"] = "very-secret" });
        await client.FindAsync();
        Assert.NotEmpty(server.Requests);
        Assert.NotEmpty(client.Logs);
        foreach (var leak in new[] { "firma.example", "very-secret", "leak-test" })
        {
            Assert.DoesNotContain(client.Logs, line => line.Contains(leak, StringComparison.Ordinal));
            lock (traces) Assert.DoesNotContain(traces, line => line.Contains(leak, StringComparison.Ordinal));
        }
    }

    /// <summary>A provider as the settings make it, with a simulated clock and name server.</summary>
    private sealed class Client : IDisposable
    {
        private readonly ServiceProvider services;

        public Client(ProviderServer server, Dictionary<string, string>? settings = null, bool allowLoopback = true, params IPAddress[]? addresses)
        {
            Dictionary<string, string> all = new()
            {
                ["Name"] = "facts", ["Url"] = $"http://127.0.0.1:{server.Port}/v1/companies/{{domain}}", ["Paths:name"] = "$.name", ["Paths:staff"] = "$.staff",
            };
            foreach (var (key, value) in settings ?? []) all[key] = value;
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(all.Select(setting => KeyValuePair.Create("Enrichment:Providers:0:" + setting.Key, (string?)setting.Value)))
                .AddInMemoryCollection([new("Enrichment:AllowLoopback", allowLoopback.ToString())]).Build();
            services = new ServiceCollection().AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new LogTo(Logs))).AddSingleton<TimeProvider>(Time)
                .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Development })
                .AddSingleton<ResolveHost>((host, _) => Resolve(host, addresses is [] ? [IPAddress.Loopback] : addresses))
                .AddCompanyProviders(configuration, development: true).BuildServiceProvider();
        }

        public FakeTimeProvider Time { get; } = new Clock();

        public List<string> Resolved { get; } = [];

        public List<string> Logs { get; } = [];

        public Task<ProviderAnswer> FindAsync(string domain = "firma.example") =>
            services.GetRequiredService<ICompanyProvider>().FindAsync(domain, TestContext.Current.CancellationToken);

        /// <summary>The same, and time passes once it has been asked.</summary>
        public async Task<ProviderAnswer> FindInTimeAsync(Task asked)
        {
            var answer = FindAsync();
            await Task.WhenAny(answer, asked);
            while (!answer.IsCompleted)
            {
                Time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }
            return await answer;
        }

        public void Dispose() => services.Dispose();

        private Task<IPAddress[]> Resolve(string host, IPAddress[]? addresses)
        {
            Resolved.Add(host);
            return addresses is null ? throw new SocketException((int)SocketError.HostNotFound) : Task.FromResult(addresses);
        }
    }

    /// <summary>A simulated clock on which the wait before a second try is over at once: nobody can tell from outside when it begins.</summary>
    private sealed class Clock() : FakeTimeProvider(new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.Zero))
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == TimeSpan.FromMilliseconds(100) ? TimeSpan.Zero : dueTime, period);
    }

    private sealed class LogTo(List<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        void ILogger.Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            lock (lines) lines.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
            // Holds nothing.
        }
    }
}
