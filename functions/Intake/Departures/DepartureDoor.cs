using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Commands;
using Intake.DeadLetters;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Departures;

/// <summary>The HTTP side of who left, for operators and other systems: one read, one message.</summary>
public sealed class DepartureDoor(People people, MessageQueue queue, TimeProvider time)
{
    private const int MaxNote = 500;

    private static readonly Rejection NotKnown = new(RejectionKind.Unknown, "There is no such person.");
    private static readonly Rejection Wrong = new(RejectionKind.Fields, $"Send a reason, which is one of {string.Join(", ", Departure.Reasons)}, and if need be a note.");

    /// <summary>Takes in that a person left.</summary>
    public async Task<IResult> LeftAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        var said = Said(body.Value);
        if (said?.Reason is not { } reason || !Departure.Reasons.Contains(reason)) return Refuse(request, new FieldError("reason", FieldFault.NotAChoice));
        var note = said.Note?.Trim();
        return note?.Length > MaxNote
            ? Refuse(request, new FieldError("note", FieldFault.TooLong, MaxNote))
            : await OrderAsync(request, id, reason, note is "" ? null : note, cancellationToken);
    }

    /// <summary>Takes in that a person is there after all.</summary>
    public Task<IResult> ReturnedAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        OrderAsync(request, id, null, null, cancellationToken);

    private async Task<IResult> OrderAsync(HttpRequest request, string id, string? reason, string? note, CancellationToken cancellationToken)
    {
        if (id.Length != 32 || !id.All(char.IsAsciiHexDigitLower)) return ProblemAnswer.Of(request, NotKnown);
        try
        {
            return await people.FindAsync(id, cancellationToken) is null
                ? ProblemAnswer.Of(request, NotKnown)
                : await OrderAsync(id, reason, note, cancellationToken);
        }
        catch (Exception fault) when (Failures.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return ProblemAnswer.Of(request, SubmissionDesk.NotNow);
        }
    }

    // Said again it is a newer word, and has the same end.
    private async Task<IResult> OrderAsync(string id, string? reason, string? note, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        Command command = new PersonLeftCommand
        {
            Id = Keys.Id("person-left", id, reason ?? "", $"{now.UtcTicks}"), At = now, Person = id, Reason = reason, Note = note,
        };
        await queue.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        return Results.Json(
            new TakenDocument(id, reason is null ? "returned" : "left"), DepartureJson.Default.TakenDocument, statusCode: StatusCodes.Status202Accepted);
    }

    private static IResult Refuse(HttpRequest request, FieldError error) => ProblemAnswer.Of(request, Wrong with { Errors = [error] });

    private static LeftDocument? Said(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, DepartureJson.Default.LeftDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Why somebody left.</summary>
internal sealed record LeftDocument(string? Reason, string? Note);

/// <summary>The answer to what was taken in.</summary>
internal sealed record TakenDocument(string Id, string Command);

/// <summary>How it is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(LeftDocument))]
[JsonSerializable(typeof(TakenDocument))]
internal sealed partial class DepartureJson : JsonSerializerContext;
