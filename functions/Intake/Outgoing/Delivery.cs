using Intake.Storage;

namespace Intake.Outgoing;

/// <summary>Something that one endpoint is told. It names what; the words are found when it is sent, in the account as it stands then.</summary>
/// <param name="Endpoint">Playbook id of the endpoint.</param>
/// <param name="Id">32 hex digits: the same for the same thing told to the same endpoint.</param>
/// <param name="Account">Id of the account in which it happened; empty for a try.</param>
/// <param name="What">What happened.</param>
/// <param name="At">When that was.</param>
public sealed record Delivery(string Endpoint, string Id, string Account, Happening What, DateTimeOffset At)
{
    /// <summary>How far it is.</summary>
    public DeliveryState State { get; init; }

    /// <summary>The next try, from 0.</summary>
    public int Attempt { get; init; }

    /// <summary>When it came to that state, or was tried last.</summary>
    public DateTimeOffset Since { get; init; } = At;

    /// <summary>Category of the last failure, or why it was dropped; null for none.</summary>
    public string? Failure { get; init; }

    /// <summary>Not tried before this; null for at once, and for what waits for somebody.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>The header <c>webhook-id</c>, the same on each try.</summary>
    public string WebhookId => "msg_" + Id;

    /// <summary>What an endpoint is told of something in an account.</summary>
    public static Delivery Of(string endpoint, string account, Happening what, DateTimeOffset at) =>
        new(endpoint, Keys.Id("delivery", endpoint, account, what.ToString()), account, what, at);
}

/// <summary>A message of the queue: try a delivery.</summary>
/// <param name="Endpoint">Playbook id of the endpoint.</param>
/// <param name="Id">Id of the delivery.</param>
/// <param name="Attempt">Which try it is, from 0: one that was made already is not made again.</param>
public sealed record DeliveryMessage(string Endpoint, string Id, int Attempt);

/// <summary>States of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, for the first time or again.</summary>
    Due,

    /// <summary>The endpoint has it.</summary>
    Delivered,

    /// <summary>All tries failed: a dead letter, which can be put back.</summary>
    Failed,

    /// <summary>There is nothing to tell any more.</summary>
    Dropped,
}

/// <summary>What is known of an endpoint.</summary>
/// <param name="DisabledAt">When it said that it is gone; null while it is told.</param>
/// <param name="EnabledAt">When somebody said that it is there again.</param>
public sealed record EndpointState(DateTimeOffset? DisabledAt = null, DateTimeOffset? EnabledAt = null);
