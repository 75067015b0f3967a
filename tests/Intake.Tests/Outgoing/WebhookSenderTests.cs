using System.Net;
using Intake.Enrichment.Providers;
using Intake.Outgoing;
using Intake.Tests.Enrichment.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Outgoing;

/// <summary>Through the real handlers and real sockets.</summary>
public sealed class WebhookSenderTests
{
    [Fact]
    public async Task What_is_sent_is_a_signed_post_that_tells_nothing_else()
    {
        await using var server = ProviderServer.Answering(204, "");

        Assert.Equal(new WebhookOutcome(null), await SendAsync(server));

        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /hook HTTP/1.1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("webhook-id: msg_1\r\n", request, StringComparison.Ordinal);
        Assert.Contains("webhook-timestamp: 1614265330\r\n", request, StringComparison.Ordinal);
        Assert.Contains("webhook-signature: v1,abc\r\n", request, StringComparison.Ordinal);
        Assert.Contains("Content-Type: application/json; charset=utf-8\r\n", request, StringComparison.Ordinal);
        Assert.DoesNotContain("traceparent", request, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("/elsewhere")]
    public async Task It_is_not_sent_elsewhere(string location)
    {
        await using var server = ProviderServer.Answering(307, "", more: "Location: " + location);

        Assert.Equal(new WebhookOutcome("status-307"), await SendAsync(server));

        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("10.0.0.5")]
    [InlineData("169.254.169.254")]
    [InlineData("168.63.129.16")]
    [InlineData("::ffff:192.168.1.1")]
    public async Task A_name_that_means_an_address_that_is_not_public_is_not_called(string address)
    {
        await using var server = ProviderServer.Answering(200, "");

        Assert.Equal(new WebhookOutcome("refused"), await SendAsync(server, development: false, resolve: address));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Gone_is_told_apart()
    {
        await using var server = ProviderServer.Answering(410, "");
        Assert.Equal(new WebhookOutcome("status-410", Gone: true), await SendAsync(server));
    }

    [Fact]
    public async Task Who_asks_to_be_left_alone_says_for_how_long()
    {
        await using var server = ProviderServer.Answering(429, "", more: "Retry-After: 120");
        Assert.Equal(new WebhookOutcome("status-429", NotBefore: TimeSpan.FromMinutes(2)), await SendAsync(server));
    }

    [Fact]
    public async Task A_huge_answer_is_not_read()
    {
        var sent = 0L;
        await using var server = new ProviderServer(async (stream, end) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"u8.ToArray(), end);
            var some = new byte[64 * 1024];
            while (true)
            {
                await stream.WriteAsync(some, end);
                sent += some.Length;
            }
        });

        Assert.Equal(new WebhookOutcome(null), await SendAsync(server));

        Assert.InRange(sent, 0, 64 * 1024 * 1024);
    }

    [Fact]
    public async Task Who_never_answers_is_waited_for_so_long_and_no_longer()
    {
        await using var server = new ProviderServer(async (_, end) => await Task.Delay(Timeout.Infinite, end));
        var time = new FakeTimeProvider();

        var sending = SendAsync(server, time: time);
        await server.Asked;
        time.Advance(TimeSpan.FromSeconds(19));
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(new WebhookOutcome("timeout"), await sending);
    }

    [Fact]
    public async Task Nobody_there_is_told_as_such()
    {
        var server = ProviderServer.Answering(200, "");
        await server.DisposeAsync();
        Assert.Equal(new WebhookOutcome("unreachable"), await SendAsync(server));
    }

    [Theory]
    [InlineData("https://crm.example/hook", false, true)]
    [InlineData("http://crm.example/hook", false, false)]
    [InlineData("http://127.0.0.1:9/hook", true, true)]
    [InlineData("https://user:word@crm.example/hook", true, false)]
    [InlineData("ftp://crm.example", true, false)]
    public void Outside_development_it_is_https_only(string url, bool development, bool good)
    {
        var options = new EndpointOptions();
        options.ByName["crm"] = new EndpointSettings { Url = url };
        Assert.Equal(good, new ValidateEndpointOptions(development).Validate(null, options).Succeeded);
    }

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", true)]
    [InlineData("whsec_c2hvcnQ=", false)]
    [InlineData("whsec_no base64", false)]
    public void A_secret_that_is_none_stops_the_start(string secret, bool good)
    {
        var options = new EndpointOptions();
        options.ByName["crm"] = new EndpointSettings { Url = "https://crm.example", SecretBefore = secret };
        Assert.Equal(good, new ValidateEndpointOptions(false).Validate(null, options).Succeeded);
    }

    private static async Task<WebhookOutcome> SendAsync(ProviderServer server, bool development = true, string? resolve = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection().AddLogging().AddSingleton(time ?? TimeProvider.System);
        services.AddSingleton<ResolveHost>((_, _) => Task.FromResult(new[] { IPAddress.Parse(resolve ?? "127.0.0.1") }));
        await using var built = services.AddOutgoing(new ConfigurationBuilder().Build(), development).BuildServiceProvider();
        return await built.GetRequiredService<IWebhookSender>().SendAsync(
            new OutgoingCall(new Uri($"http://crm.example:{server.Port}/hook"), "msg_1", 1614265330, "v1,abc", "{}"u8.ToArray()), default);
    }
}
