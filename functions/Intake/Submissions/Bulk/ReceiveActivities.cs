using System.Collections.Immutable;
using Intake.Playbooks;
using Intake.Telemetry;

namespace Intake.Submissions.Bulk;

/// <summary>Receives activities that our own systems post.</summary>
public sealed class ReceiveActivities(PlaybookInForce playbooks, SubmissionDesk desk, IntakeMetrics metrics)
{
    /// <summary>Reads, checks and accepts each; an answer each, in the same order. A rejection when the body is no list at all.</summary>
    public async Task<Parsed<BulkAnswer>> HandleAsync(ReadOnlyMemory<byte> body)
    {
        var list = ActivityList.Read(body, playbooks.Current);
        if (!list.IsValid) return Refuse(list.Rejection);
        foreach (var wrong in list.Value.Items.Where(item => !item.IsValid)) Refuse(wrong.Rejection!);
        return new BulkAnswer(await AcceptAsync(desk, list.Value.Items));
    }

    /// <summary>Accepts those that are right; those that are wrong keep their rejection.</summary>
    internal static async Task<ImmutableArray<Parsed<string>>> AcceptAsync(SubmissionDesk desk, ImmutableArray<Parsed<Posting>> items)
    {
        var answers = new Queue<Parsed<string>>(await desk.AcceptAsync([.. items.Where(item => item.IsValid).Select(item => item.Value!)]));
        return [.. items.Select(item => item.IsValid ? answers.Dequeue() : item.Rejection)];
    }

    private Rejection Refuse(Rejection rejection)
    {
        metrics.Rejected(PostedActivity.Source, rejection.Kind);
        return rejection;
    }
}

/// <summary>The answers to several submissions in one request: a receipt or a rejection each.</summary>
public sealed record BulkAnswer(ImmutableArray<Parsed<string>> Items);
