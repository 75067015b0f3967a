using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Azure.Data.Tables;
using Azure.Storage.Queues;
using Intake.DeadLetters;
using Intake.Storage;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Storage that is away, and messages that nobody can read.</summary>
public sealed class StorageTroubleTests(Azurite azurite)
{
    // Webhook platforms wait three seconds.
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2.5);

    [Theory]
    [InlineData(nameof(Trouble.Refused))]
    [InlineData(nameof(Trouble.Hanging))]
    public async Task Without_storage_nothing_is_accepted_and_that_is_said_in_time(string trouble)
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        await using var proxy = await StorageProxy.StartAsync(app.Storage!);
        app.Settings["AzureWebJobsStorage"] = proxy.Storage.ConnectionString;
        await app.InitializeAsync();
        var tag = Some.Tag();
        var receipt = await app.PostFormAsync("demo", Form(tag), idempotencyKey: "before");

        proxy.Trouble = Enum.Parse<Trouble>(trouble);
        var (path, content, headers) = Zoom.Registration($"noor.{tag}@storing.example", "Noor", "Smit", "Storing");
        await UnavailableAsync(() => app.SendAsync(HttpMethod.Post, "/api/forms/demo", JsonContent.Create(Form(tag)), headers: ("Idempotency-Key", tag)));
        await UnavailableAsync(() => app.SendAsync(HttpMethod.Post, path, content, headers: headers));
        await UnavailableAsync(() => app.SendAsync(HttpMethod.Post, "/api/forms/demo", JsonContent.Create(Form(tag)), "text/html"));
        await UnavailableAsync(() => app.SendAsync(HttpMethod.Get, receipt));

        proxy.Trouble = Trouble.None;
        Assert.Equal("scored", await app.OutcomeAsync(await app.PostFormAsync("demo", Form(tag), idempotencyKey: tag)));
    }

    [Fact]
    public async Task A_message_that_nobody_can_read_becomes_a_dead_letter()
    {
        Assert.SkipWhen(Elsewhere.IsSet, Elsewhere.NotOurs);
        await using var app = new RunningApp(azurite);
        app.Settings["AzureFunctionsJobHost__extensions__queues__visibilityTimeout"] = "00:00:00";
        await app.InitializeAsync();
        var body = $"no message of ours {Some.Tag()}";

        await new QueueClient(app.Storage!.ConnectionString, QueueNames.Submissions, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 })
            .SendMessageAsync(body);

        var table = new TableClient(app.Storage.ConnectionString, TableNames.DeadLetters);
        var found = await Eventually.GetAsync(
            () => table.GetEntityIfExistsAsync<TableEntity>(QueueNames.Submissions, PoisonHandler.IdOf(body)), row => row.HasValue, TimeSpan.FromMilliseconds(100));
        Assert.Equal((body, nameof(DeadLetterState.Dead)), (found.Value!.GetString("Body"), found.Value.GetString("State")));
        Assert.StartsWith("JsonException", found.Value.GetString("Error"), StringComparison.Ordinal);
    }

    private static object Form(string tag) => Some.Demo($"nel.{tag}@storing-{tag}.example", "Nel", $"Storing {tag}");

    private static async Task UnavailableAsync(Func<Task<HttpResponseMessage>> ask)
    {
        var watch = Stopwatch.StartNew();
        using var response = await ask();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Budget);
    }
}
