using Azure;
using Intake.DeadLetters;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Tries a delivery: a failure of the other side is no failure of the message, which is replaced by the one of the next try.</summary>
public sealed partial class DeliveryHandler(
    DeliveryTable table, Deliveries deliveries, PayloadBuilder payloads, IWebhookSender sender, DeadLetterStore deadLetters, PlaybookInForce playbooks,
    IOptions<EndpointOptions> options, TimeProvider time, Random random, ILogger<DeliveryHandler> logger)
{
    // For whoever sets an address to find it told soon after.
    private static readonly TimeSpan NoAddressWait = TimeSpan.FromHours(1);

    /// <summary>Makes a try; one that was made before is not made again.</summary>
    public async Task HandleAsync(DeliveryMessage message, CancellationToken cancellationToken)
    {
        if (await table.FindAsync(message.Endpoint, message.Id, cancellationToken) is not { } found) return;
        var (delivery, tag) = found;
        if (delivery.State is DeliveryState.Delivered or DeliveryState.Dropped || message.Attempt < delivery.Attempt) return;
        delivery = delivery with { Attempt = message.Attempt };

        if (playbooks.Current.Endpoints.Find(delivery.Endpoint) is not { } endpoint) await DropAsync(delivery, tag, "endpoint-unknown", cancellationToken);
        else if ((await table.EndpointAsync(delivery.Endpoint, cancellationToken)).DisabledAt is not null) await WaitAsync(delivery, tag, cancellationToken);
        else if (options.Value.Of(endpoint.Id) is not { } settings) await PutOffAsync(delivery, tag, cancellationToken);
        else await TryAsync(delivery, tag, endpoint, settings, cancellationToken);
    }

    private async Task TryAsync(Delivery delivery, ETag tag, Endpoint endpoint, EndpointSettings settings, CancellationToken cancellationToken)
    {
        var payload = await payloads.BuildAsync(delivery, endpoint, cancellationToken);
        if (payload is Payload.Nothing nothing)
        {
            await DropAsync(delivery, tag, nothing.Why, cancellationToken);
            return;
        }
        var (body, timestamp) = (((Payload.Body)payload).Json, time.GetUtcNow().ToUnixTimeSeconds());
        var signature = WebhookSignature.Of(settings.Secrets, delivery.WebhookId, timestamp, body);
        var outcome = await sender.SendAsync(new OutgoingCall(new Uri(settings.Url), delivery.WebhookId, timestamp, signature, body), cancellationToken);
        // Once the endpoint was told, the record of that must not be cancelled.
        await RecordAsync(delivery, tag, outcome, CancellationToken.None);
    }

    private async Task RecordAsync(Delivery delivery, ETag tag, WebhookOutcome outcome, CancellationToken cancellationToken)
    {
        var tried = delivery with { Since = time.GetUtcNow(), Failure = outcome.Failure, NotBefore = null };
        if (outcome.Failure is null)
        {
            await table.UpdateAsync(tried with { State = DeliveryState.Delivered }, tag, cancellationToken);
            return;
        }
        NotTaken(logger, delivery.Id, delivery.Endpoint, outcome.Failure);
        if (outcome.Gone) await DisableAsync(tried, tag, cancellationToken);
        else if (DeliverySchedule.After(delivery.Attempt, outcome.NotBefore, random.NextDouble()) is { } wait) await AgainAsync(tried, tag, wait, cancellationToken);
        else await BuryAsync(tried, tag, cancellationToken);
    }

    // The message first: a run that dies between the two makes this try once more, and none is lost.
    private async Task AgainAsync(Delivery tried, ETag tag, TimeSpan wait, CancellationToken cancellationToken)
    {
        await deliveries.MessageAsync(tried, tried.Attempt + 1, wait, cancellationToken);
        await table.UpdateAsync(tried with { State = DeliveryState.Due, Attempt = tried.Attempt + 1, NotBefore = time.GetUtcNow() + wait }, tag, cancellationToken);
    }

    // Put back, it begins a round of tries anew, under the same id.
    private async Task BuryAsync(Delivery tried, ETag tag, CancellationToken cancellationToken)
    {
        var next = tried.Attempt + 1;
        var body = MessageQueue.BodyOf(
            Deliveries.Kind, tried.Id, [new DeliveryMessage(tried.Endpoint, tried.Id, next)], IntakeJson.Default.EnvelopeDeliveryMessage);
        await deadLetters.PutAsync(
            new DeadLetter(QueueNames.Deliveries, tried.Id, body, $"endpoint {tried.Endpoint}: {tried.Failure}", DeadLetterState.Dead, 0, tried.Since), cancellationToken);
        await table.UpdateAsync(tried with { State = DeliveryState.Failed, Attempt = next }, tag, cancellationToken);
        Buried(logger, tried.Id, tried.Endpoint, tried.Failure);
    }

    private async Task DisableAsync(Delivery tried, ETag tag, CancellationToken cancellationToken)
    {
        await table.PutEndpointAsync(tried.Endpoint, new EndpointState(DisabledAt: tried.Since), cancellationToken);
        await table.UpdateAsync(tried with { State = DeliveryState.Due }, tag, cancellationToken);
        Disabled(logger, tried.Endpoint);
    }

    // Whoever enables the endpoint puts the messages of all that waits.
    private Task WaitAsync(Delivery delivery, ETag tag, CancellationToken cancellationToken) =>
        table.UpdateAsync(delivery with { State = DeliveryState.Due, Failure = "disabled", NotBefore = null }, tag, cancellationToken);

    private async Task PutOffAsync(Delivery delivery, ETag tag, CancellationToken cancellationToken)
    {
        await deliveries.MessageAsync(delivery, delivery.Attempt, NoAddressWait, cancellationToken);
        await table.UpdateAsync(
            delivery with { State = DeliveryState.Due, Failure = "no-address", NotBefore = time.GetUtcNow() + NoAddressWait }, tag, cancellationToken);
    }

    private async Task DropAsync(Delivery delivery, ETag tag, string why, CancellationToken cancellationToken)
    {
        await table.UpdateAsync(delivery with { State = DeliveryState.Dropped, Failure = why, Since = time.GetUtcNow(), NotBefore = null }, tag, cancellationToken);
        Dropped(logger, delivery.Id, delivery.Endpoint, why);
    }

    [LoggerMessage(LogLevel.Warning, "Delivery {DeliveryId} was not taken by endpoint {Endpoint}: {Failure}")]
    private static partial void NotTaken(ILogger logger, string deliveryId, string endpoint, string failure);

    [LoggerMessage(LogLevel.Error, "Delivery {DeliveryId} to endpoint {Endpoint} is a dead letter: {Failure}")]
    private static partial void Buried(ILogger logger, string deliveryId, string endpoint, string? failure);

    [LoggerMessage(LogLevel.Error, "Endpoint {Endpoint} said that it is gone: it is told nothing until it is enabled")]
    private static partial void Disabled(ILogger logger, string endpoint);

    [LoggerMessage(LogLevel.Information, "Delivery {DeliveryId} to endpoint {Endpoint} was dropped: {Why}")]
    private static partial void Dropped(ILogger logger, string deliveryId, string endpoint, string why);
}
