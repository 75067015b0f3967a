namespace Intake.Outgoing;

/// <summary>Carries out what operators order of endpoints.</summary>
public sealed class EndpointCommandHandler(DeliveryTable table, Deliveries deliveries)
{
    /// <summary>Sends again to an endpoint, with all that waited; twice is harmless.</summary>
    public async Task HandleAsync(EnableEndpointCommand command, CancellationToken cancellationToken)
    {
        var state = await table.EndpointAsync(command.Endpoint, cancellationToken);
        // Gone again since it was ordered: that is newer.
        if (state.DisabledAt > command.At) return;
        await table.PutEndpointAsync(command.Endpoint, new EndpointState(EnabledAt: command.At), cancellationToken);
        await foreach (var delivery in table.AllAsync(command.Endpoint, DeliveryState.Due, cancellationToken))
            await deliveries.MessageAsync(delivery, delivery.Attempt, null, cancellationToken);
    }

    /// <summary>Sends a try.</summary>
    public Task HandleAsync(PingEndpointCommand command, CancellationToken cancellationToken) =>
        deliveries.PutAsync(Delivery.Of(command.Endpoint, "", new Happening(OutgoingEvents.Ping, command.Id), command.At), cancellationToken);
}
