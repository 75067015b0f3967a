using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Intake.Mail;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Mail;

public class SendGridMailSenderTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 24, 13, 10, 0, TimeSpan.Zero);
    private static readonly OutgoingMail Outgoing = new("mail-1", "handoff-1", "fenna@lichtveld.example", "Fenna\r\nPostma", new Intake.Mail.Mail("Subject", "<p>Html</p>", "Text"));

    private readonly FakeTimeProvider time = new(Now);

    [Fact]
    public async Task The_request_says_what_SendGrid_needs_and_nothing_personal_beside_it()
    {
        var provider = new Provider(_ => Answer(HttpStatusCode.Accepted, ("X-Message-Id", "sg-1")));
        Assert.Equal(new Delivery.Delivered("sg-1"), await Sender(provider).SendAsync(Outgoing with { Recipient = "recipient-1", Attempt = 3 }, default));

        Assert.Equal("POST https://sendgrid.example/v3/mail/send", provider.Requests.Single());
        Assert.Equal("Bearer SG.key", provider.Authorization);
        var body = JsonDocument.Parse(provider.Bodies.Single()).RootElement;
        Assert.Equal("Fenna Postma", body.GetProperty("personalizations")[0].GetProperty("to")[0].GetProperty("name").GetString());
        var ids = body.TryGetProperty("custom_args", out var args) ? args : body.GetProperty("personalizations")[0].GetProperty("custom_args");
        Assert.Equal(["attempt=3", "mail=mail-1", "recipient=recipient-1"], ids.EnumerateObject().Select(arg => $"{arg.Name}={arg.Value.GetString()}").Order());
        Assert.Equal(["text/plain", "text/html"], body.GetProperty("content").EnumerateArray().Select(part => part.GetProperty("type").GetString()));
        Assert.False(body.GetProperty("tracking_settings").GetProperty("click_tracking").GetProperty("enable").GetBoolean());
        Assert.False(body.GetProperty("tracking_settings").GetProperty("open_tracking").GetProperty("enable").GetBoolean());
        Assert.False(body.TryGetProperty("reply_to", out _));
        Assert.False(body.TryGetProperty("categories", out _));
    }

    [Fact]
    public async Task A_mail_to_a_person_can_be_ended_with_one_click()
    {
        var provider = new Provider(_ => Answer(HttpStatusCode.Accepted));
        await Sender(provider).SendAsync(Outgoing with { Unsubscribe = "https://intake.example/unsubscribe/abc?lang=nl" }, default);
        await Sender(provider).SendAsync(Outgoing, default);

        var body = JsonDocument.Parse(provider.Bodies.First()).RootElement;
        var headers = body.TryGetProperty("headers", out var all) ? all : body.GetProperty("personalizations")[0].GetProperty("headers");
        Assert.Equal("<https://intake.example/unsubscribe/abc?lang=nl>", headers.GetProperty("List-Unsubscribe").GetString());
        Assert.Equal("List-Unsubscribe=One-Click", headers.GetProperty("List-Unsubscribe-Post").GetString());
        Assert.DoesNotContain("List-Unsubscribe", provider.Bodies.Last(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(429, DeliveryFailure.RateLimited, true)]
    [InlineData(500, DeliveryFailure.ProviderError, true)]
    [InlineData(502, DeliveryFailure.UnknownOutcome, false)]
    [InlineData(503, DeliveryFailure.ProviderError, true)]
    [InlineData(504, DeliveryFailure.UnknownOutcome, false)]
    [InlineData(400, DeliveryFailure.Rejected, false)]
    [InlineData(401, DeliveryFailure.Rejected, false)]
    [InlineData(403, DeliveryFailure.Rejected, false)]
    [InlineData(413, DeliveryFailure.Rejected, false)]
    [InlineData(302, DeliveryFailure.Rejected, false)]
    public async Task An_answer_tells_whether_to_try_again(int status, DeliveryFailure category, bool retryable)
    {
        var provider = new Provider(_ => Answer((HttpStatusCode)status));
        var failed = Assert.IsType<Delivery.Failed>(await Sender(provider).SendAsync(Outgoing, default));
        Assert.Equal((category, retryable), (failed.Category, failed.Retryable));
        Assert.Single(provider.Requests); // the SDK does not try again by itself
    }

    [Fact]
    public async Task Being_told_when_to_come_back_is_heeded()
    {
        var reset = Now.AddSeconds(42).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Now.AddSeconds(42), await NotBefore(("X-RateLimit-Reset", reset)));
        Assert.Equal(Now.AddSeconds(7), await NotBefore(("Retry-After", "7")));
        Assert.Equal(Now.AddHours(1), await NotBefore(("Retry-After", Now.AddHours(1).ToString("R"))));
        Assert.Null(await NotBefore(("X-RateLimit-Reset", "soon")));
        Assert.Null(await NotBefore(("X-RateLimit-Reset", "99999999999999999")));

        async Task<DateTimeOffset?> NotBefore((string, string) header) =>
            ((Delivery.Failed)await Sender(new Provider(_ => Answer(HttpStatusCode.TooManyRequests, header))).SendAsync(Outgoing, default)).NotBefore;
    }

    [Fact]
    public async Task No_answer_in_time_is_an_unknown_outcome()
    {
        var sending = Sender(new Provider(_ => null)).SendAsync(Outgoing, default);
        Assert.False(sending.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.Equal(DeliveryFailure.UnknownOutcome, Assert.IsType<Delivery.Failed>(await sending).Category);
    }

    [Fact]
    public async Task A_host_that_stops_meanwhile_is_an_unknown_outcome()
    {
        using var stop = new CancellationTokenSource();
        var sending = Sender(new Provider(_ => null)).SendAsync(Outgoing, stop.Token);
        await stop.CancelAsync();
        Assert.Equal(DeliveryFailure.UnknownOutcome, Assert.IsType<Delivery.Failed>(await sending).Category);
    }

    [Theory]
    [InlineData(HttpRequestError.ConnectionError, DeliveryFailure.NotSent)]
    [InlineData(HttpRequestError.NameResolutionError, DeliveryFailure.NotSent)]
    [InlineData(HttpRequestError.ResponseEnded, DeliveryFailure.UnknownOutcome)]
    [InlineData(HttpRequestError.Unknown, DeliveryFailure.UnknownOutcome)]
    public async Task A_lost_connection_is_certain_only_before_the_request(HttpRequestError error, DeliveryFailure category)
    {
        var provider = new Provider(_ => throw new HttpRequestException(error, "fenna@lichtveld.example"));
        var failed = Assert.IsType<Delivery.Failed>(await Sender(provider).SendAsync(Outgoing, default));
        Assert.Equal(category, failed.Category);
        Assert.DoesNotContain("fenna", failed.Reason);
    }

    [Fact]
    public async Task A_closed_port_is_not_sent_for_the_real_client()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        await using var services = Services($"http://127.0.0.1:{port}", "SG.key");
        var failed = Assert.IsType<Delivery.Failed>(await services.GetRequiredService<IMailSender>().SendAsync(Outgoing, default));
        Assert.Equal(DeliveryFailure.NotSent, failed.Category);
    }

    [Fact]
    public async Task A_connection_cut_before_the_answer_is_unknown_for_the_real_client()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var services = Services($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}", "SG.key");
        var sending = services.GetRequiredService<IMailSender>().SendAsync(Outgoing, default);
        using (var connection = await listener.AcceptTcpClientAsync()) await connection.GetStream().ReadExactlyAsync(new byte[16]);
        Assert.Equal(DeliveryFailure.UnknownOutcome, Assert.IsType<Delivery.Failed>(await sending).Category);
    }

    [Theory]
    [InlineData("", "ApiKey")]
    [InlineData(null, "ApiKey")]
    public async Task A_missing_key_stops_the_start(string? key, string named)
    {
        var stopped = await Assert.ThrowsAsync<OptionsValidationException>(() => StartAsync(key, development: false));
        Assert.Contains(named, stopped.Message);
        await StartAsync(key, development: true);
        await StartAsync("SG.key", development: false);
    }

    private static async Task StartAsync(string? key, bool development)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(Settings("https://sendgrid.example", key));
        builder.Services.AddSingleton(TimeProvider.System).AddIntakeMail(builder.Configuration, development);
        using var host = builder.Build();
        await host.StartAsync();
        await host.StopAsync();
    }

    private static ServiceProvider Services(string url, string key)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Settings(url, key)).Build();
        return new ServiceCollection().AddLogging().AddSingleton(TimeProvider.System).AddIntakeMail(configuration, development: false).BuildServiceProvider();
    }

    private static Dictionary<string, string?> Settings(string url, string? key) => new()
    {
        ["SendGrid:ApiKey"] = key, ["SendGrid:Host"] = url, ["SendGrid:From"] = "intake@lichtveld.example",
    };

    private SendGridMailSender Sender(Provider provider) => new(
        provider, Options.Create(new SendGridOptions { ApiKey = "SG.key", Host = "https://sendgrid.example/", From = "intake@lichtveld.example" }), time);

    private static HttpResponseMessage Answer(HttpStatusCode status, params (string Name, string Value)[] headers)
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent("") };
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    /// <summary>Stands in for SendGrid; an answer of null never comes.</summary>
    private sealed class Provider(Func<HttpRequestMessage, HttpResponseMessage?> answer) : HttpMessageHandler, IHttpClientFactory
    {
        public List<string> Requests { get; } = [];
        public List<string> Bodies { get; } = [];
        public string? Authorization { get; private set; }

        public HttpClient CreateClient(string name) => new(this, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add($"{request.Method} {request.RequestUri}");
            Authorization = request.Headers.Authorization?.ToString();
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            if (answer(request) is { } response) return response;
            await new TaskCompletionSource().Task.WaitAsync(cancellationToken);
            throw new InvalidOperationException("Not reached: the wait ends by cancellation only.");
        }
    }
}
