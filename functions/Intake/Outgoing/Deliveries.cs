using Intake.Accounts;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Outgoing;

/// <summary>Has the endpoints told what happened. Each part may be repeated: a row that is there stays, and a message too many finds nothing to do.</summary>
public sealed class Deliveries(DeliveryTable table, MessageQueue queue, PlaybookInForce playbooks, TimeProvider time)
{
    /// <summary>Whether anybody wants to hear of such a thing.</summary>
    public bool IsWanted(string what) => Choice.IsWanted(playbooks.Current, what);

    /// <summary>Has those told who want to hear of it.</summary>
    /// <param name="state">The account in which it happened.</param>
    /// <param name="lead">Key of the lead that it is about.</param>
    /// <param name="what">What happened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task PutAsync(AccountState state, string lead, Happening what, CancellationToken cancellationToken)
    {
        var (playbook, now) = (playbooks.Current, time.GetUtcNow());
        if (!Choice.IsWanted(playbook, what.Event) || state.Account.Tester is not null || !state.Leads.TryGetValue(lead, out var found)) return;
        var gate = state.Handoffs.GetValueOrDefault(what.Subject)?.Gate;
        foreach (var endpoint in Choice.Of(playbook, what.Event, state.Account, found, gate, DateOnly.FromDateTime(now.UtcDateTime)))
            await PutAsync(Delivery.Of(endpoint.Id, state.Account.Id, what, now), cancellationToken);
    }

    /// <summary>Has an endpoint told something.</summary>
    public async Task PutAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        // There already, and never tried: the run that added it may have died before it put the message.
        if (!await table.AddAsync(delivery, cancellationToken)
            && await table.FindAsync(delivery.Endpoint, delivery.Id, cancellationToken) is not { Delivery: { State: DeliveryState.Due, Attempt: 0, Failure: null } }) return;
        await MessageAsync(delivery, delivery.Attempt, null, cancellationToken);
    }

    /// <summary>Puts the message by which a delivery is tried.</summary>
    internal Task MessageAsync(Delivery delivery, int attempt, TimeSpan? delay, CancellationToken cancellationToken) => queue.PutLaterAsync(
        delay, QueueNames.Deliveries, Kind, delivery.Id, [new DeliveryMessage(delivery.Endpoint, delivery.Id, attempt)],
        IntakeJson.Default.EnvelopeDeliveryMessage, cancellationToken);

    /// <summary>Kind of the messages.</summary>
    internal const string Kind = "deliveries";
}
