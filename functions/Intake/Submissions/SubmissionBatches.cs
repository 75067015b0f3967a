using System.Text.Json;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Cuts submissions into messages: so many as a message may hold, and no more than go into it without a blob.</summary>
internal static class SubmissionBatches
{
    /// <summary>At most so many submissions share a message.</summary>
    public const int MaxCount = 40;

    /// <summary>At most so many bytes of them; the envelope around them takes the rest.</summary>
    public const int MaxBytes = MessageQueue.MaxMessageBytes - 512;

    /// <summary>The bytes that a submission takes in a message, with the comma after it.</summary>
    public static int SizeOf(Submission submission) =>
        JsonSerializer.SerializeToUtf8Bytes(submission, IntakeJson.Default.Submission).Length + 1;

    /// <summary>The id of a message: a lone submission's own, so that its errors are found under its receipt; else a hash of all.</summary>
    public static string IdOf(IReadOnlyList<Submission> batch) => batch.Count == 1 ? batch[0].Id : Keys.Id([.. batch.Select(each => each.Id)]);

    /// <summary>The batches, in order. What is too large for a message has one of its own, which a blob carries.</summary>
    public static IEnumerable<Submission[]> Of(IEnumerable<Submission> submissions)
    {
        List<Submission> batch = [];
        var bytes = 0;
        foreach (var (submission, size) in submissions.Select(each => (each, SizeOf(each))))
        {
            if (batch.Count > 0 && (batch.Count == MaxCount || bytes + size > MaxBytes))
            {
                yield return [.. batch];
                batch.Clear();
                bytes = 0;
            }
            batch.Add(submission);
            bytes += size;
        }
        if (batch.Count > 0) yield return [.. batch];
    }
}
