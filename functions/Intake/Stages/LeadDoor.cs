using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Http;
using Intake.Playbooks;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Stages;

/// <summary>The HTTP side of leads, for sales' systems: one read, one message.</summary>
public sealed class LeadDoor(AccountStore accounts, CommandDesk desk, PlaybookInForce playbooks, TimeProvider time)
{
    private const string Anybody = "api";
    private const int MaxBy = 63;

    private static readonly Rejection NoLead = new(RejectionKind.Unknown, "There is no such lead.");
    private static readonly Rejection NotRead = new(RejectionKind.Malformed, "Send JSON with stage, and if need be reason, value (a whole number), at (when it happened) and by (who tells it).");

    /// <summary>Orders that a lead goes to another stage.</summary>
    public async Task<IResult> MoveAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (MoveIn(body.Value) is not { } move) return ProblemAnswer.Of(request, NotRead);
        if (Wrong(move) is { } error) return Refuse(request, error, "Not everything fits.");
        return await CommandDesk.OrNotNowAsync(request, async () =>
            LeadId.Parse(id) is { } lead && await accounts.FindAsync(lead, cancellationToken) is { } state
                ? await OrderAsync(request, state.Account, state.Leads[lead.Key], move, cancellationToken)
                : ProblemAnswer.Of(request, NoLead), cancellationToken);
    }

    private async Task<IResult> OrderAsync(HttpRequest request, Account account, Lead lead, MoveDocument move, CancellationToken cancellationToken)
    {
        var stages = playbooks.Current.Stages;
        var transition = Transitions.Check(lead, move.Stage!, move.Reason, stages);
        switch (transition.Outcome)
        {
            case TransitionOutcome.UnknownStage:
                return Refuse(request, new FieldError("stage", FieldFault.NotInPlaybook), $"The stages are {string.Join(", ", stages.Stages.Select(stage => stage.Id))}.");
            case TransitionOutcome.UnknownReason:
                return Refuse(request, new FieldError("reason", FieldFault.NotInPlaybook), $"The reasons are {string.Join(", ", stages.ReasonOrder)}.");
            case TransitionOutcome.Refused:
                return ProblemAnswer.Of(request, new Rejection(RejectionKind.Conflict, transition.Why!));
            case TransitionOutcome.Allowed:
                await desk.PutAsync(CommandOf(account, lead, move), cancellationToken);
                break;
        }
        // Where it is there already nothing is ordered.
        var ordered = transition.Outcome == TransitionOutcome.Allowed;
        return Results.Json(
            new MovedDocument(LeadId.Of(account, lead).ToString(), StageDocument.Of(transition.To!), ordered ? "ordered" : "there-already"),
            LeadJson.Default.MovedDocument, statusCode: ordered ? StatusCodes.Status202Accepted : StatusCodes.Status200OK);
    }

    private MoveLeadCommand CommandOf(Account account, Lead lead, MoveDocument move)
    {
        var now = time.GetUtcNow();
        return MoveLeadCommand.Of(account, lead, move.Stage!, move.Reason, new LeadMove(move.At?.ToUniversalTime() ?? now, move.By ?? Anybody, move.Value), now);
    }

    private FieldError? Wrong(MoveDocument move)
    {
        if (string.IsNullOrEmpty(move.Stage)) return new FieldError("stage", FieldFault.Required);
        if (move.Value < 0) return new FieldError("value", FieldFault.NotANumber);
        if (move.At > time.GetUtcNow()) return new FieldError("at", FieldFault.NotATime);
        // It stands in the history, where no name belongs.
        return move.By is { } by && (by.Length is 0 or > MaxBy || !by.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            ? new FieldError("by", FieldFault.NotAChoice) : null;
    }

    private static IResult Refuse(HttpRequest request, FieldError error, string detail) =>
        ProblemAnswer.Of(request, new Rejection(RejectionKind.Fields, detail) { Errors = [error] });

    private static MoveDocument? MoveIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, LeadJson.Default.MoveDocument);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Where a lead is to go.</summary>
internal sealed record MoveDocument(string? Stage, string? Reason, long? Value, DateTimeOffset? At, string? By);

/// <summary>The answer to an order.</summary>
/// <param name="Id">Id of the lead.</param>
/// <param name="Stage">Where it goes.</param>
/// <param name="State"><c>ordered</c> or <c>there-already</c>.</param>
internal sealed record MovedDocument(string Id, StageDocument Stage, string State);

/// <summary>A stage in the playbook's words.</summary>
internal sealed record StageDocument(string Id, string Name, string Definition)
{
    /// <summary>In a language, else in English.</summary>
    public static StageDocument Of(Stage stage, string language = "en") => new(stage.Id, stage.Name.In(language), stage.Definition.In(language));
}

/// <summary>How it is read and written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(MoveDocument))]
[JsonSerializable(typeof(MovedDocument))]
internal sealed partial class LeadJson : JsonSerializerContext;
