using System.Globalization;
using Intake.Commands;
using Intake.Http;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Endpoint = Intake.Playbooks.Endpoint;

namespace Intake.Outgoing;

/// <summary>The HTTP side of endpoints, for operators: what waits and why, try one, and send again to one that was gone.</summary>
public sealed class EndpointDoor(DeliveryTable table, CommandDesk desk, PlaybookInForce playbooks, IOptions<EndpointOptions> options, TimeProvider time)
{
    private const int Most = 200;

    private static readonly Rejection NoEndpoint = new(RejectionKind.Unknown, "The playbook in force has no such endpoint.");
    private static readonly Rejection NoState = new(RejectionKind.Malformed, "state is one of due, delivered, failed, dropped.");

    /// <summary>The endpoints of the playbook in force.</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var endpoints = new List<EndpointDocument>();
        foreach (var endpoint in playbooks.Current.Endpoints.Endpoints) endpoints.Add(await DocumentAsync(endpoint, cancellationToken));
        return Results.Json(new EndpointsDocument(endpoints), EndpointJson.Default.EndpointsDocument);
    }, cancellationToken);

    /// <summary>The deliveries in a state, of all endpoints.</summary>
    public Task<IResult> DeliveriesAsync(HttpRequest request, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var word = request.Query["state"].ToString();
        if (!Enum.TryParse<DeliveryState>(word, ignoreCase: true, out var state) || !word.All(char.IsAsciiLetter)) return ProblemAnswer.Of(request, NoState);
        var found = new List<Delivery>();
        foreach (var endpoint in playbooks.Current.Endpoints.Endpoints)
            found.AddRange(await table.AllAsync(endpoint.Id, state, cancellationToken).Take(Most + 1).ToListAsync(cancellationToken));
        var newest = found.OrderByDescending(delivery => delivery.At).ThenBy(delivery => delivery.Id, StringComparer.Ordinal).Take(Most).Select(Document);
        return Results.Json(new DeliveriesDocument([.. newest], found.Count > Most), EndpointJson.Default.DeliveriesDocument);
    }, cancellationToken);

    /// <summary>Orders that an endpoint that was gone is told again.</summary>
    public Task<IResult> EnableAsync(HttpRequest request, string id, CancellationToken cancellationToken) => OrderAsync(
        request, id, "enable", now => new EnableEndpointCommand { Id = OrderId("enable", id, now), At = now, Endpoint = id }, cancellationToken);

    /// <summary>Orders a try.</summary>
    public Task<IResult> TestAsync(HttpRequest request, string id, CancellationToken cancellationToken) => OrderAsync(
        request, id, "test", now => new PingEndpointCommand { Id = OrderId("ping", id, now), At = now, Endpoint = id }, cancellationToken);

    private Task<IResult> OrderAsync(HttpRequest request, string id, string word, Func<DateTimeOffset, Command> order, CancellationToken cancellationToken) =>
        CommandDesk.OrNotNowAsync(request, async () =>
        {
            if (playbooks.Current.Endpoints.Find(id) is null) return ProblemAnswer.Of(request, NoEndpoint);
            if (!await desk.TryPutAsync(order(time.GetUtcNow()))) return ProblemAnswer.Of(request, SubmissionDesk.NotNow);
            return Results.Json(new EndpointOrderDocument(id, word), EndpointJson.Default.EndpointOrderDocument, statusCode: StatusCodes.Status202Accepted);
        }, cancellationToken);

    private async Task<EndpointDocument> DocumentAsync(Endpoint endpoint, CancellationToken cancellationToken)
    {
        var state = await table.EndpointAsync(endpoint.Id, cancellationToken);
        var settings = options.Value.Of(endpoint.Id);
        var due = await table.AllAsync(endpoint.Id, DeliveryState.Due, cancellationToken).ToListAsync(cancellationToken);
        var failed = await table.AllAsync(endpoint.Id, DeliveryState.Failed, cancellationToken).ToListAsync(cancellationToken);
        return new EndpointDocument(
            endpoint.Id, settings is null ? "no-address" : state.DisabledAt is null ? "enabled" : "disabled", settings?.Secrets.Any() is true,
            [.. endpoint.Events.Order(StringComparer.Ordinal)], due.Count, failed.Count,
            due.Concat(failed).Where(delivery => delivery.Failure is not null).MaxBy(delivery => delivery.Since)?.Failure, state.DisabledAt);
    }

    private static DeliveryDocument Document(Delivery delivery) => new(
        delivery.Id, delivery.Endpoint, delivery.What.Event, delivery.What.Subject, delivery.Account.Length > 0 ? delivery.Account : null, delivery.At,
        delivery.State.ToString().ToLowerInvariant(), delivery.Attempt, delivery.Failure, delivery.NotBefore);

    private static string OrderId(string word, string id, DateTimeOffset now) => Keys.Id(word, id, now.UtcTicks.ToString(CultureInfo.InvariantCulture));
}
