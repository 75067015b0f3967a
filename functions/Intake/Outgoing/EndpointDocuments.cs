using System.Text.Json.Serialization;

namespace Intake.Outgoing;

/// <summary>All endpoints.</summary>
internal sealed record EndpointsDocument(IReadOnlyList<EndpointDocument> Endpoints);

/// <summary>An endpoint.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>enabled</c>, <c>disabled</c> after it said that it is gone, or <c>no-address</c>.</param>
/// <param name="Signed">Whether what it is told is signed.</param>
/// <param name="Events">What it is told.</param>
/// <param name="Waiting">How many deliveries are due.</param>
/// <param name="Failed">How many are dead letters.</param>
/// <param name="LastFailure">Category of the newest failure among these; absent for none.</param>
/// <param name="DisabledAt">When it said that it is gone.</param>
internal sealed record EndpointDocument(
    string Id, string State, bool Signed, IReadOnlyList<string> Events, int Waiting, int Failed, string? LastFailure, DateTimeOffset? DisabledAt);

/// <summary>Deliveries in a state.</summary>
internal sealed record DeliveriesDocument(IReadOnlyList<DeliveryDocument> Deliveries, bool More);

/// <summary>A delivery.</summary>
internal sealed record DeliveryDocument(
    string Id, string Endpoint, string Event, string Subject, string? Account, DateTimeOffset At, string State, int Attempt, string? Failure, DateTimeOffset? NotBefore);

/// <summary>The answer to an order that was taken.</summary>
internal sealed record EndpointOrderDocument(string Id, string Ordered);

/// <summary>How they are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EndpointsDocument))]
[JsonSerializable(typeof(DeliveriesDocument))]
[JsonSerializable(typeof(EndpointOrderDocument))]
internal sealed partial class EndpointJson : JsonSerializerContext;
