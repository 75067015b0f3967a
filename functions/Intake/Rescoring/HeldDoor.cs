using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Accounts;
using Intake.Http;
using Intake.Playbooks.Versions;
using Intake.Storage;
using Intake.Submissions;
using Intake.Sweeps;
using Microsoft.AspNetCore.Http;

namespace Intake.Rescoring;

/// <summary>The HTTP side of what a version of the playbook would newly hand off: how far rescoring is, which leads are held, and what is decided of them.</summary>
public sealed class HeldDoor(HeldTable held, SweepTable sweeps, PlaybookTable versions, CommandDesk desk, TimeProvider time)
{
    private const int MaxListed = 1000;

    private static readonly Rejection NoVersion = new(RejectionKind.Unknown, "This version was never in force, or rescoring by it has not begun: it does so about a minute after it came into force.");
    private static readonly Rejection Wrong = new(RejectionKind.Fields, "Send release or keep: \"all\", or a list of leads as GET lists them.") { Errors = [new FieldError("release", FieldFault.NotAChoice)] };

    /// <summary>Tells how far rescoring is, and lists the leads that wait for a decision.</summary>
    public Task<IResult> ListAsync(HttpRequest request, string version, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        if (await StateAsync(version, cancellationToken) is not { } state) return ProblemAnswer.Of(request, NoVersion);
        var leads = await held.AllAsync(version, cancellationToken).Take(MaxListed + 1).ToListAsync(cancellationToken);
        return Results.Json(
            new HeldDocument(version, state.Percent, state.IsDone, state.Counts, leads.Count > MaxListed, [.. leads.Take(MaxListed).Select(Document)]),
            HeldJson.Default.HeldDocument);
    }, cancellationToken);

    /// <summary>Takes the decision on all of them or on some: <c>{"release": "all"}</c>, <c>{"keep": ["..."]}</c>.</summary>
    public Task<IResult> DecideAsync(HttpRequest request, string version, CancellationToken cancellationToken) => CommandDesk.OrNotNowAsync(request, async () =>
    {
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        if (!body.IsValid) return ProblemAnswer.Of(request, body.Rejection);
        if (Decision(body.Value) is not { } decision) return ProblemAnswer.Of(request, Wrong);
        if (await StateAsync(version, cancellationToken) is null) return ProblemAnswer.Of(request, NoVersion);

        if (decision.Leads is null) await desk.PutAsync(All(version, decision.Release), cancellationToken);
        foreach (var lead in decision.Leads ?? []) await desk.PutAsync(One(version, lead, decision.Release), cancellationToken);
        return Results.Json(new DecidedDocument(decision.Release ? "release" : "keep", decision.Leads?.Length), HeldJson.Default.DecidedDocument, statusCode: StatusCodes.Status202Accepted);
    }, cancellationToken);

    private async Task<SweepState?> StateAsync(string version, CancellationToken cancellationToken) =>
        PlaybookFiles.IsVersion(version) && (await versions.OfAsync(version, cancellationToken)).Activations is [.., var since]
            ? SweepState.Of(await sweeps.AllAsync(SweepKinds.Rescore, new Activation(version, since).ToString(), cancellationToken)) : null;

    private static (bool Release, LeadId[]? Leads)? Decision(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind != JsonValueKind.Object || json.RootElement.EnumerateObject().ToList() is not [var only] || only.Name is not ("release" or "keep")) return null;
            if (only.Value.ValueKind == JsonValueKind.String && only.Value.GetString() == "all") return (only.Name == "release", null);
            if (only.Value.ValueKind != JsonValueKind.Array || only.Value.GetArrayLength() is 0 or > MaxListed) return null;
            var leads = only.Value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? LeadId.Parse(item.GetString()) : null).ToList();
            return leads.Contains(null) ? null : (only.Name == "release", [.. leads.OfType<LeadId>()]);
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private AllHeldCommand All(string version, bool release) =>
        new() { Id = Keys.Id("all-held", version, release ? "release" : "keep"), At = time.GetUtcNow(), Version = version, Release = release };

    private HeldCommand One(string version, LeadId lead, bool release) => new()
    {
        Id = Keys.Id("held", version, lead.ToString(), release ? "release" : "keep"), At = time.GetUtcNow(), Version = version, Account = lead.Account, Lead = lead.Key, Release = release,
    };

    private static HeldLeadDocument Document(ListedLead lead) =>
        new(LeadId.Of(lead.Account, lead.Lead).ToString(), $"/api/accounts/{lead.Account}", lead.Score / 100m, lead.At, lead.Owner);
}

/// <summary>How far rescoring by a version is, and what it would newly hand off.</summary>
internal sealed record HeldDocument(
    string Version, int Percent, bool IsDone, ImmutableSortedDictionary<string, int> Counts, bool HasMore, ImmutableArray<HeldLeadDocument> Leads);

/// <summary>A lead that is held.</summary>
internal sealed record HeldLeadDocument(string Lead, string Account, decimal Score, DateTimeOffset At, string? Owner);

/// <summary>A decision was taken in.</summary>
internal sealed record DecidedDocument(string Decision, int? Leads);

/// <summary>How these documents are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(HeldDocument))]
[JsonSerializable(typeof(DecidedDocument))]
internal sealed partial class HeldJson : JsonSerializerContext;
