using System.Text.Json;
using Intake.Commands;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Playbooks.Versions;

/// <summary>The HTTP side of versions: propose one, look at it, approve it for a side, put it in force.</summary>
public sealed class PlaybookDoor(
    PlaybookRefresh refresh, PlaybookInForce playbooks, PlaybookShelf shelf, PlaybookStore store, PlaybookPointers pointers, PlaybookTable table, CommandDesk desk, TimeProvider time)
{
    private static readonly Rejection NoVersion = new(RejectionKind.Unknown, "There is no such version. GET /api/playbook lists those there are.");
    private static readonly Rejection Wrong = new(RejectionKind.Fields, "Send side, which is marketing or sales, and the name of somebody who speaks for it in the version's agreement.json.");

    /// <summary>Tells the version in force and every other one.</summary>
    public Task<IResult> ListAsync(HttpRequest request, CancellationToken cancellationToken) => LookAsync(request, async writer =>
    {
        var (records, proposals) = (await table.AllAsync(cancellationToken), (await shelf.ProposalsAsync(cancellationToken)).ToList());
        var (current, coming) = (playbooks.Current.Version, playbooks.Coming);
        // What is or was in force need not be in a folder of its own.
        foreach (var version in records.Where(record => !record.Value.Activations.IsEmpty).Select(record => record.Key).Append(playbooks.Packaged.Version).Append(current).Distinct())
            if (proposals.All(proposal => proposal.Version != version) && await shelf.FindAsync(version, cancellationToken) is { } kept) proposals.Insert(0, kept);
        VersionRecord RecordOf(string? version) => version is null ? VersionRecord.None : records.GetValueOrDefault(version, VersionRecord.None);
        var since = RecordOf(current).Activations.Where(at => at <= time.GetUtcNow()).Cast<DateTimeOffset?>().Max();
        return Results.Json(
            new VersionsDocument(
                current, since, coming is null ? null : new ComingDocument(coming.Playbook.Version, coming.From),
                refresh.Broken is { } broken ? new BrokenDocument(broken.Version, broken.Problems) : null, [.. proposals.Select(proposal => writer.Write(proposal, RecordOf(proposal.Version)))]),
            VersionsJson.Readable.VersionsDocument);
    }, cancellationToken);

    /// <summary>Tells what a version is, what is wrong with it, and what it says otherwise than the one in force.</summary>
    public Task<IResult> ShowAsync(HttpRequest request, string version, CancellationToken cancellationToken) => WithVersionAsync(request, version, async (writer, proposal, record) =>
        Results.Json(writer.Write(proposal, record, await DifferenceAsync(proposal, cancellationToken)), VersionsJson.Readable.VersionDocument), cancellationToken);

    /// <summary>Takes a proposal: files that it lacks are those in force.</summary>
    public async Task<IResult> ProposeAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        var files = await PlaybookUpload.ReadAsync(request, cancellationToken);
        if (!files.IsValid) return ProblemAnswer.Of(request, files.Rejection);
        return await LookAsync(request, async writer =>
        {
            var proposal = await shelf.ProposedAsync(files.Value, cancellationToken);
            if (proposal.Playbook is null) return BrokenAnswer.Of(request, RejectionKind.Malformed, "These files are no valid playbook; the one in force stays.", proposal.Problems);
            await store.ProposeAsync(proposal.Files, cancellationToken);
            var (version, folder) = (proposal.Version!, proposal with { Folder = proposal.Version });
            var document = writer.Write(folder, await table.OfAsync(version, cancellationToken), await DifferenceAsync(proposal, cancellationToken));
            request.HttpContext.Response.Headers.Location = VersionWriter.AddressOf(version);
            return Results.Json(document, VersionsJson.Readable.VersionDocument, statusCode: StatusCodes.Status201Created);
        }, cancellationToken);
    }

    /// <summary>Takes the approval of a side.</summary>
    public async Task<IResult> ApproveAsync(HttpRequest request, string version, CancellationToken cancellationToken)
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        var said = SaidIn(body.Value);
        return await WithVersionAsync(request, version, async (_, proposal, _) =>
        {
            if (proposal.Playbook is null) return Refuse(request, "The version is broken: nobody can approve it.");
            if (said.Side is not { } side || !Sides.All.Contains(side)) return ProblemAnswer.Of(request, Wrong with { Errors = [new FieldError("side", FieldFault.NotAChoice)] });
            var approvers = VersionWriter.Approvers(proposal, side);
            if (said.Name?.Trim() is not { } name || !approvers.Contains(name)) return ProblemAnswer.Of(request, NotOf(side, approvers));
            // Kept whole: a folder with a few files would be another version after the next one came into force.
            if (proposal.Folder is not null && proposal.Folder != version) await store.ProposeAsync(proposal.Files, cancellationToken);
            return await OrderAsync("approve-playbook", version, new ApprovePlaybookCommand
            {
                Id = Keys.Id("approve-playbook", version, side), At = time.GetUtcNow(), Version = version, Side = side, Name = name,
            }, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>Takes the order to put a version in force.</summary>
    public Task<IResult> ActivateAsync(HttpRequest request, string version, CancellationToken cancellationToken) => WithVersionAsync(request, version, async (writer, proposal, record) =>
    {
        switch (writer.StateOf(proposal, record))
        {
            case "broken":
                return Refuse(request, "The version is broken: it cannot come into force.");
            case "proposed":
                return Refuse(request, $"The version is not approved by {string.Join(" and ", record.Missing)}.");
            case "in-force" when playbooks.Coming is null:
            case "coming":
                return Results.Json(writer.Write(proposal, record), VersionsJson.Readable.VersionDocument);
        }
        var (pointer, now) = ((await pointers.ReadAsync(null, cancellationToken)).Pointer, time.GetUtcNow());
        return await OrderAsync("activate-playbook", version, new ActivatePlaybookCommand
        {
            // Clicked twice it is one; after another version it is another.
            Id = Keys.Id("activate-playbook", version, pointer?.By ?? ""), Version = version,
            // Whoever orders it knows of that one, whatever the clock said of the instance that took the order.
            At = now > pointer?.Ordered || pointer is null ? now : pointer.Ordered.AddTicks(1),
        }, cancellationToken);
    }, cancellationToken);

    private async Task<IResult> OrderAsync(string what, string version, Command command, CancellationToken cancellationToken)
    {
        await desk.PutAsync(command, cancellationToken);
        return Results.Json(new OrderedDocument(what, version, VersionWriter.AddressOf(version)), VersionsJson.Readable.OrderedDocument, statusCode: StatusCodes.Status202Accepted);
    }

    private async Task<System.Collections.Immutable.ImmutableArray<Change>> DifferenceAsync(Proposal proposal, CancellationToken cancellationToken) =>
        PlaybookDifference.Of(await shelf.InForceAsync(cancellationToken), proposal.Files);

    private Task<IResult> WithVersionAsync(
        HttpRequest request, string version, Func<VersionWriter, Proposal, VersionRecord, Task<IResult>> answer, CancellationToken cancellationToken) => LookAsync(request, async writer =>
            await shelf.FindAsync(version, cancellationToken) is { } proposal
                ? await answer(writer, proposal, await table.OfAsync(version, cancellationToken))
                : ProblemAnswer.Of(request, NoVersion), cancellationToken);

    private Task<IResult> LookAsync(HttpRequest request, Func<VersionWriter, Task<IResult>> answer, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        await refresh.RunAsync(cancellationToken);
        return await answer(new VersionWriter(playbooks.Current.Version, playbooks.Coming?.Playbook.Version));
    }, cancellationToken);

    private static Rejection NotOf(string side, IReadOnlyList<string> approvers) =>
        new(RejectionKind.Fields, $"For {side} the version's agreement.json names {string.Join(" and ", approvers)}.") { Errors = [new FieldError("name", FieldFault.NotAChoice)] };

    private static IResult Refuse(HttpRequest request, string why) => ProblemAnswer.Of(request, new Rejection(RejectionKind.Conflict, why));

    private static ApprovalDocument SaidIn(byte[] body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, VersionsJson.Default.ApprovalDocument) ?? new ApprovalDocument(null, null);
        }
        catch (JsonException)
        {
            return new ApprovalDocument(null, null);
        }
    }
}
