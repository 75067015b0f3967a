using System.Text.Json;
using Intake.Accounts;
using Intake.Handoffs;
using Intake.Http;
using Intake.Links;
using Intake.Playbooks;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Finds the words of a delivery in the account as it stands.</summary>
public sealed class PayloadBuilder(AccountStore accounts, PlaybookInForce playbooks, TeamInForce teams, Seal seal, IOptions<PublicOptions> publicOptions, TimeProvider time)
{
    /// <summary>Most bytes of a body: receivers need not take more.</summary>
    public const int MostBytes = 20_000;

    private readonly SubjectFinder subjects = new(accounts);

    /// <summary>The body, or why there is nothing to tell any more.</summary>
    public async Task<Payload> BuildAsync(Delivery delivery, Endpoint endpoint, CancellationToken cancellationToken)
    {
        if (delivery.What.Event == OutgoingEvents.Ping) return Written(new PayloadDocument(OutgoingEvents.Ping, delivery.At, new PayloadData()), endpoint);
        if (await subjects.FindAsync(delivery, cancellationToken) is not { } subject) return new Payload.Nothing("gone");
        var writer = new PayloadWriter(subject, endpoint, playbooks.Current, teams.Current, publicOptions.Value.Url!, LinkOf);
        return Written(new PayloadDocument(delivery.What.Event, delivery.At, writer.Write()), endpoint);
    }

    private string LinkOf(AnswerToken token) => AnswerLinks.Make(seal, publicOptions.Value.Url!, token, time.GetUtcNow()).Open;

    private static Payload.Body Written(PayloadDocument document, Endpoint endpoint)
    {
        if (endpoint.Format != EndpointFormat.Intake) return new Payload.Body(ChatMessage.Of(document, endpoint));
        var json = JsonSerializer.SerializeToUtf8Bytes(document, PayloadJson.Readable.PayloadDocument);
        if (json.Length < MostBytes) return new Payload.Body(json);
        var shorter = document with { Data = document.Data with { Score = document.Data.Score is { } score ? score with { Reasons = null } : null } };
        return new Payload.Body(JsonSerializer.SerializeToUtf8Bytes(shorter, PayloadJson.Readable.PayloadDocument));
    }
}

/// <summary>What is told.</summary>
public abstract record Payload
{
    /// <summary>JSON.</summary>
    public sealed record Body(byte[] Json) : Payload;

    /// <summary>What it was about is not there any more.</summary>
    public sealed record Nothing(string Why) : Payload;
}
