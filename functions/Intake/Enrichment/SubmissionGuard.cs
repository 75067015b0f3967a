using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Limits;
using Intake.Submissions;
using Intake.Telemetry;

namespace Intake.Enrichment;

/// <summary>Sets apart what is suspect, for a human to judge.</summary>
public sealed class SubmissionGuard(SharedLimits limits, Quarantine quarantine, RecordFinder records, IntakeMetrics metrics)
{
    /// <summary>Whether a submission is suspect; if so it is in the quarantine now.</summary>
    public async Task<bool> HoldsAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var suspicions = await SuspicionsAsync(submission, personId, cancellationToken);
        if (suspicions.IsEmpty) return false;
        await SetApartAsync(submission, suspicions, cancellationToken);
        return true;
    }

    /// <summary>Sets a submission apart.</summary>
    public async Task SetApartAsync(Submission submission, ImmutableArray<string> reasons, CancellationToken cancellationToken)
    {
        if (!await quarantine.PutAsync(submission, reasons, cancellationToken) || submission.Tester is not null) return;
        foreach (var reason in reasons) metrics.Quarantined(submission.Source, reason);
    }

    // What is suspect by itself counts towards no limit: else a bot could use up what is a real person's.
    private async Task<ImmutableArray<string>> SuspicionsAsync(Submission submission, string personId, CancellationToken cancellationToken)
    {
        var suspicions = Suspicion.Of(submission);
        if (!suspicions.IsEmpty || submission.Released == true || !Suspicion.IsOpenToAll(submission)) return suspicions;
        var passed = await limits.PassedAsync(submission, cancellationToken);
        // One that counted before the limit was reached, and comes again after it, has its outcome.
        return !passed.IsEmpty && await records.FindAsync(personId, submission.Id, cancellationToken) is not null ? [] : passed;
    }
}
