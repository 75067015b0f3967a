using Intake.Accounts;
using Intake.Mail;
using Intake.Playbooks;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Hands a lead over by telling other systems, for a gate of which nobody is mailed. What cannot be told within the hour needs a mail after all.</summary>
public sealed class HandoffTeller(Deliveries deliveries, DeliveryTable table, IOptions<EndpointOptions> options, PlaybookInForce playbooks, TimeProvider time)
{
    // Within the hour is what the fast lane promises.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(1), Look = TimeSpan.FromMinutes(1);

    /// <summary>Tells them, which may be repeated.</summary>
    /// <param name="state">The account.</param>
    /// <param name="handoff">A handoff of it that has its account manager.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Sent once one of them has it, later while they are told; null where its account manager is to be mailed.</returns>
    public async Task<Dispatched?> TellAsync(AccountState state, Handoff handoff, CancellationToken cancellationToken)
    {
        var (playbook, now, what) = (playbooks.Current, time.GetUtcNow(), Happening.Given(handoff));
        // A test goes to the tester's own mailbox, and nowhere else.
        if (state.Account.Tester is not null || playbook.Stages.Gates.ActionsOf(handoff.Gate) is not { Mail: false } actions) return null;

        await deliveries.PutAsync(state, AccountState.KeyOf(handoff.Proposition, handoff.Round), what, cancellationToken);
        DateTimeOffset? next = null;
        foreach (var endpoint in actions.Endpoints)
        {
            var delivery = (await table.FindAsync(endpoint, Delivery.Of(endpoint, state.Account.Id, what, now).Id, cancellationToken))?.Delivery;
            if (delivery is { State: DeliveryState.Delivered }) return new Dispatched.Sent(delivery.Since);
            if (delivery is not { State: DeliveryState.Due } || now - delivery.At >= Patience || !await CanBeToldAsync(endpoint, cancellationToken)) continue;
            var look = delivery.NotBefore > now + Look ? delivery.NotBefore.Value : now + Look;
            next = next < look ? next : look;
        }
        return next is { } until ? new Dispatched.Later(until) : null;
    }

    private async Task<bool> CanBeToldAsync(string endpoint, CancellationToken cancellationToken) =>
        options.Value.Of(endpoint) is not null && (await table.EndpointAsync(endpoint, cancellationToken)).DisabledAt is null;
}
