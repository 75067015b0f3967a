using System.Text.Json;
using Intake.Commands;
using Intake.DeadLetters;
using Intake.Links;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Http;

/// <summary>The HTTP side of the quarantine, for operators: see what is held and why, let it go or not.</summary>
public sealed class QuarantineDoor(Quarantine quarantine, MessageQueue queue, Seal seal, TimeProvider time)
{
    private const int PageSize = 50, MaxReason = 200;
    private const string Purpose = "quarantine-page";
    private static readonly TimeSpan PageLifetime = TimeSpan.FromDays(1);

    private static readonly Rejection NotHeld = new(RejectionKind.Unknown, "There is no such submission in quarantine.");
    private static readonly Rejection NoPage = new(RejectionKind.Malformed, "This is not where a page of ours ended, or it is too long ago.");
    private static readonly Rejection NoReason = new(RejectionKind.Fields, "Say in a few words why it stays.")
    {
        Errors = [new FieldError("reason", FieldFault.Required, MaxReason)],
    };

    /// <summary>What waits to be judged.</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) =>
        OrNotNowAsync(request, () => TryListAsync(request, cancellationToken), cancellationToken);

    private async Task<IResult> TryListAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        request.HttpContext.Response.Headers.CacheControl = "no-store";
        var after = request.Query["after"].ToString();
        var opened = seal.Open(Purpose, after);
        if (after.Length > 0 && opened.State != SealState.Valid) return ProblemAnswer.Of(request, NoPage);

        var page = await quarantine.WaitingAsync(after.Length > 0 ? opened.Text : null, PageSize, cancellationToken);
        var next = page.Next is null ? null : seal.Close(Purpose, page.Next, time.GetUtcNow() + PageLifetime);
        return Results.Json(new QuarantineDocument([.. page.Items.Select(ItemOf)], next), QuarantineJson.Readable.QuarantineDocument);
    }

    /// <summary>Lets a submission go.</summary>
    public Task<IResult> ReleaseAsync(HttpRequest request, string id, CancellationToken cancellationToken) =>
        JudgeAsync(request, id, null, cancellationToken);

    /// <summary>Says that a submission is rightly held.</summary>
    public async Task<IResult> DiscardAsync(HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        return ReasonIn(body.Value) is { Length: > 0 and <= MaxReason } reason
            ? await JudgeAsync(request, id, reason, cancellationToken)
            : ProblemAnswer.Of(request, NoReason);
    }

    private Task<IResult> JudgeAsync(HttpRequest request, string id, string? discard, CancellationToken cancellationToken) =>
        OrNotNowAsync(request, () => TryJudgeAsync(request, id, discard, cancellationToken), cancellationToken);

    private static async Task<IResult> OrNotNowAsync(HttpRequest request, Func<Task<IResult>> answer, CancellationToken cancellationToken)
    {
        try
        {
            return await answer();
        }
        catch (Exception fault) when (Failures.IsTransient(fault) && !cancellationToken.IsCancellationRequested)
        {
            return ProblemAnswer.Of(request, SubmissionDesk.NotNow);
        }
    }

    private async Task<IResult> TryJudgeAsync(HttpRequest request, string id, string? discard, CancellationToken cancellationToken)
    {
        var held = QuarantineId.IsOne(id) ? await quarantine.FindAsync(id, cancellationToken) : null;
        if (held is null) return ProblemAnswer.Of(request, NotHeld);

        var word = discard is null ? "release" : "discard";
        // A release that came after a discard is another one.
        Command command = new ReleaseCommand
        {
            Id = Keys.Id(word, id, held.State.ToString()), At = time.GetUtcNow(), Submission = id, Discard = discard,
        };
        await queue.PutAsync(QueueNames.Commands, "commands", command.Id, [command], IntakeJson.Default.EnvelopeCommand, cancellationToken);
        return Results.Json(new JudgedDocument(id, word), QuarantineJson.Readable.JudgedDocument, statusCode: StatusCodes.Status202Accepted);
    }

    private static string? ReasonIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, QuarantineJson.Default.DiscardDocument)?.Reason?.Trim();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static QuarantinedDocument ItemOf(Quarantined held) => new(
        held.Id, held.Reasons, held.Submission.Source, held.Submission.Form ?? held.Submission.Content, held.Submission.ReceivedAt, held.Submission);
}
