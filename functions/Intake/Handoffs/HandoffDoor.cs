using Intake.Http;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs;

/// <summary>The HTTP side of handoffs, for our own systems and people.</summary>
public sealed class HandoffDoor(HandoffReader reader)
{
    internal static readonly Rejection NoHandoff = new(RejectionKind.Unknown, "There is no such handoff.");

    /// <summary>Tells a handoff, open or closed: who has it and why, and what did not decide that.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string id, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
        HandoffId.Parse(id) is { } handoff && await reader.ReadAsync(handoff.Account, handoff.Handoff, cancellationToken) is { } view
            ? Results.Json(HandoffDocument.Of(view.Account.Id, view.Handoff), HandoffJson.Readable.HandoffDocument)
            : ProblemAnswer.Of(request, NoHandoff), cancellationToken);
}
