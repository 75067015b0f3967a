using Intake.LocalHost.Hosting;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Intake.Functions.Tests.LocalHost;

public sealed class HttpTests(Azurite azurite)
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("GET", "Named", 200, "named GET")]
    [InlineData("DELETE", "named", 200, "named DELETE")]
    [InlineData("GET", "items/7", 200, "7 nobody True ")]
    [InlineData("GET", "items/7/ann?q=x", 200, "7 ann True x")]
    [InlineData("PUT", "items/7", 200, "PUT 7")]
    [InlineData("GET", "items/seven", 404, "")]
    [InlineData("POST", "items/7", 404, "")]
    [InlineData("GET", "things/latest", 200, "latest")]
    [InlineData("GET", "things/other", 200, "thing other")]
    [InlineData("GET", "ids/0f8fad5b-d9cb-469f-a165-70867728950e", 200, "0f8fad5b-d9cb-469f-a165-70867728950e True")]
    [InlineData("GET", "ids/none", 404, "")]
    [InlineData("GET", "unknown", 404, "")]
    [InlineData("GET", "Item", 404, "")]
    [InlineData("GET", "api/Named", 404, "")]
    [InlineData("GET", "disabled", 404, "")]
    [InlineData("GET", "nothing", 200, "")]
    public async Task A_request_reaches_the_function_of_its_route_and_method(string method, string path, int status, string text)
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        using var response = await host.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path));

        Assert.Equal((status, text), ((int)response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_route_prefix_of_the_host_file_goes_first()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, ["--AzureFunctionsJobHost:extensions:http:routePrefix=api"]);

        Assert.Equal("named GET", await host.Client.GetStringAsync("api/Named"));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Client.GetAsync("Named")).StatusCode);
    }

    [Theory]
    [InlineData("keys/function", null, 401)]
    [InlineData("keys/function", "wrong", 401)]
    [InlineData("keys/function", "", 401)]
    [InlineData("keys/function", "local-function", 200)]
    [InlineData("keys/function", "local-master", 200)]
    [InlineData("keys/admin", null, 401)]
    [InlineData("keys/admin", "local-function", 401)]
    [InlineData("keys/admin", "local-master", 200)]
    public async Task A_key_is_asked_for_by_level(string path, string? key, int status)
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);
        using var byHeader = new HttpRequestMessage(HttpMethod.Get, path);
        if (key is not null) byHeader.Headers.TryAddWithoutValidation("x-functions-key", key);

        using var first = await host.Client.SendAsync(byHeader);
        using var second = await host.Client.GetAsync(key is null ? path : $"{path}?code={key}");

        Assert.Equal((status, status), ((int)first.StatusCode, (int)second.StatusCode));
        if (status == 401) Assert.Empty(await first.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Keys_are_settings_and_an_empty_one_opens_nothing()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe, ["--LocalHost:FunctionKey=mine", "--LocalHost:MasterKey="]);

        Assert.Equal("open", await host.Client.GetStringAsync("keys/function?code=mine"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("keys/function?code=local-function")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await host.Client.GetAsync("keys/admin?code=")).StatusCode);
    }

    [Fact]
    public async Task An_unhandled_exception_is_an_empty_500_and_told_to_the_log_alone()
    {
        var log = new ListLogger();
        await using var host = await TestHost.StartAsync(
            azurite, _probe, ["--Logging:LogLevel:Default=Error"], builder => builder.Logging.ClearProviders().AddProvider(log));

        using var response = await host.Client.GetAsync("broken");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsStringAsync());
        Assert.False(response.Headers.Contains("x-half"));
        var line = Assert.Single(log.Lines);
        Assert.Contains("Broken", line, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException: secret of the function", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_invocation_has_its_own_instance_and_scope()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        var first = (await host.Client.GetStringAsync("instances")).Split(' ');
        var second = (await host.Client.GetStringAsync("instances")).Split(' ');

        Assert.Equal(["True", "Instances", "True"], first[2..]);
        Assert.NotEqual(first[0], second[0]);
        Assert.NotEqual(first[1], second[1]);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task Localhost_is_both_loopback_addresses(string address)
    {
        Assert.SkipWhen(address == "[::1]" && !Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var host = await TestHost.StartAsync(azurite, _probe);

        Assert.Equal("named GET", await host.Client.GetStringAsync(new Uri($"http://{address}:{host.Client.BaseAddress!.Port}/Named")));
    }

    [Fact]
    public async Task A_busy_port_stops_the_start_and_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;

        var error = await Assert.ThrowsAsync<PortInUseException>(() => TestHost.StartAsync(azurite, _probe, [$"--PORT={port}"]));

        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_server_does_not_name_itself()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        using var response = await host.Client.GetAsync("Named");

        Assert.Empty(response.Headers.Server);
    }

    [Fact]
    public async Task A_body_over_100_MB_is_refused()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);
        // Told to wait for the server's word; a client that gives up waiting and sends may find the connection closed under it.
        using var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromSeconds(30) }) { BaseAddress = host.Client.BaseAddress };
        using var request = new HttpRequestMessage(HttpMethod.Post, "body") { Content = new StreamContent(new EndlessStream(100L * 1024 * 1024 + 1)) };
        request.Headers.ExpectContinue = true;
        request.Content.Headers.ContentLength = 100L * 1024 * 1024 + 1;

        using var response = await client.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_goes_away_cancels_the_function()
    {
        var cancelled = new TaskCompletionSource();
        await using var host = await TestHost.StartAsync(azurite, _probe, configure: builder => builder.Use(next => async context =>
        {
            try { await next(context); }
            catch (OperationCanceledException) { cancelled.SetResult(); throw; }
        }));
        using var gone = new CancellationTokenSource();

        var request = host.Client.GetAsync("slow", gone.Token);
        await _probe.NextAsync<string>();
        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await cancelled.Task.Soon();
    }
}
