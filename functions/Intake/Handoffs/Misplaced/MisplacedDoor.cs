using System.Text.Json.Nodes;
using Intake.Accounts;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Intake.Teams;
using Microsoft.AspNetCore.Http;

namespace Intake.Handoffs.Misplaced;

/// <summary>Lists the handoffs that are out of place, and takes in that some may go on. Changed territories alone move none.</summary>
public sealed class MisplacedDoor(MisplacedFinder finder, AccountStore accounts, TeamRefresh refresh, CommandDesk desk, Keys keys, TimeProvider time)
{
    private const int Most = 50;

    private static readonly Rejection NoList = new(RejectionKind.Malformed, $$"""Send {"handoffs": ["...", ...]} with the ids of 1 to {{Most}} of GET /api/handoffs/misplaced.""");

    /// <summary>Lists them, page by page.</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        await refresh.RunAsync(cancellationToken);
        var asked = request.Query["after"].ToString();
        var (found, next) = await finder.PageAsync(asked.Length > 2 ? asked : null, cancellationToken);
        var url = next is null ? null : $"/api/handoffs/misplaced?after={Uri.EscapeDataString(next)}";
        return Results.Json(new MisplacedListDocument(found, url), HandoffJson.Readable.MisplacedListDocument);
    }, cancellationToken);

    /// <summary>Takes in that those of a list go on: each that is out of place still.</summary>
    public async Task<IResult> ApproveAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (Ids(TeamAnswer.ObjectIn(body.Value)) is not { } ids) return ProblemAnswer.Of(request, NoList);
        return await CommandDesk.OrNotNowAsync(request, async () =>
        {
            await refresh.RunAsync(cancellationToken);
            List<string> approved = [];
            foreach (var id in ids)
                if (await CommandAsync(id, cancellationToken) is { } command)
                {
                    await desk.PutAsync(command, cancellationToken);
                    approved.Add(id);
                }
            return Results.Json(new ApprovedDocument(approved, [.. ids.Except(approved)]), HandoffJson.Readable.ApprovedDocument, statusCode: StatusCodes.Status202Accepted);
        }, cancellationToken);
    }

    private static List<string>? Ids(JsonObject? given)
    {
        if (given is not { Count: 1 } || given["handoffs"] is not JsonArray { Count: > 0 and <= Most } list) return null;
        var ids = list.Select(item => item is JsonValue value && value.TryGetValue<string>(out var id) ? id : null).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return ids.Count > 0 ? ids : null;
    }

    private async Task<GiveMisplacedCommand?> CommandAsync(string text, CancellationToken cancellationToken)
    {
        if (HandoffId.Parse(text) is not { } id || await accounts.LoadAsync(id.Account, cancellationToken) is not { State: var state }
            || state.Handoffs.GetValueOrDefault(id.Handoff) is not { } handoff || finder.Of(state, handoff) is null) return null;
        return new GiveMisplacedCommand
        {
            Id = keys.Hash("give-misplaced", text, $"{handoff.Assignment}"), At = time.GetUtcNow(), Account = id.Account, Handoff = id.Handoff, Assignment = handoff.Assignment,
        };
    }
}
