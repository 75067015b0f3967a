using System.Text.Json;
using Intake.DeadLetters;
using Intake.Storage;
using Intake.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.DeadLetters;

public sealed class PoisonHandlerTests
{
    private readonly FakeTimeProvider clock = new(new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero));
    private readonly StorageDouble storage;
    private readonly DeadLetterStore letters;

    public PoisonHandlerTests()
    {
        storage = new StorageDouble(clock).CreateAll();
        letters = new DeadLetterStore(storage.Tables, storage.Blobs);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"id":"../../a"}""")]
    [InlineData("""{"id":"0123456789ABCDEF0123456789ABCDEF"}""")]
    public async Task Whatever_a_poison_message_says_it_becomes_a_dead_letter(string body)
    {
        await HandleAsync(body);

        var letter = await letters.FindAsync(QueueNames.Enriched, PoisonHandler.IdOf(body), TestContext.Current.CancellationToken);
        Assert.Equal((body, DeadLetterState.Dead), (letter!.Body, letter.State));
    }

    [Fact]
    public async Task A_message_overtaken_by_others_is_put_back_for_later()
    {
        var body = $$"""{"id":"{{new string('b', 32)}}"}""";
        var failure = Failures.Of(new OvertakenException("Account a", 30), clock.GetUtcNow());
        await letters.RecordFailureAsync(new string('b', 32), failure, TestContext.Current.CancellationToken);
        await HandleAsync(body);

        var letter = await letters.FindAsync(QueueNames.Enriched, new string('b', 32), TestContext.Current.CancellationToken);
        Assert.Equal(DeadLetterState.Retrying, letter!.State);
        clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Equal(body, (await storage.Queues.GetQueueClient(QueueNames.Enriched).ReceiveMessageAsync()).Value.Body.ToString());
    }

    [Fact]
    public void Programming_errors_are_not_tried_again() => Assert.All(
        (Exception[])[new InvalidOperationException(), new InvalidDataException(), new JsonException(), new ArgumentException()],
        exception => Assert.False(Failures.IsTransient(exception)));

    private Task HandleAsync(string body) =>
        new PoisonHandler(letters, storage.Queues, clock, NullLogger<PoisonHandler>.Instance)
            .HandleAsync(QueueNames.Enriched, BinaryData.FromString(body), TestContext.Current.CancellationToken);
}
