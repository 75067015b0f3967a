using Intake.Accounts;
using Intake.Enrichment;
using Intake.Merging;
using Intake.Playbooks;
using Intake.Storage;
using Microsoft.Extensions.Logging;

namespace Intake.Scoring;

/// <summary>Takes a submission into its account: load, decide, commit in one transaction, then carry out the side effects.</summary>
public sealed partial class ScoreHandler(
    AccountStore accounts, People people, Enricher enricher, Outbox outbox, PlaybookInForce playbooks, Backoff backoff, TimeProvider time, ILogger<ScoreHandler> logger)
{
    private const int MaxTries = 30;

    /// <summary>Handles one submission; the same one twice is a no-op.</summary>
    /// <exception cref="InvalidOperationException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(EnrichedSubmission enriched, CancellationToken cancellationToken)
    {
        var (received, playbook) = (enriched, playbooks.Current);
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            var loaded = await accounts.LoadAsync(enriched.AccountId, cancellationToken);
            var person = await accounts.PersonHereAsync(enriched.AccountId, enriched.PersonId, cancellationToken);
            if (Following.Moved(loaded, enriched.PersonId, person) is { } moved)
            {
                // What was refused of somebody unknown stays where it was recorded.
                var followed = Following.To(enriched, moved, isAccount: loaded?.State.Account.Moved == moved);
                if (await accounts.SubmissionAsync(enriched.AccountId, enriched.Submission.Id, cancellationToken) is not null)
                {
                    await RepeatedAsync(enriched, cancellationToken);
                    await TellAsync(followed, received, cancellationToken);
                    return;
                }
                enriched = followed;
                continue;
            }
            if (person is null)
            {
                var (claimed, before) = (await ClaimAsync(enriched, received, cancellationToken), enriched.AccountId);
                enriched = claimed;
                if (claimed.AccountId != before) continue;
            }

            var commit = SubmissionDecision.Decide(loaded?.State, person, enriched, playbook, time.GetUtcNow());
            switch (await accounts.CommitAsync(commit, loaded, cancellationToken))
            {
                case CommitResult.Committed committed:
                    await outbox.FlushAsync(committed.Now, cancellationToken);
                    await TellAsync(enriched, received, cancellationToken);
                    return;
                case CommitResult.Duplicate:
                    await RepeatedAsync(enriched, cancellationToken);
                    await TellAsync(enriched, received, cancellationToken);
                    return;
            }
            // Meanwhile they may have been moved, or moved back.
            enriched = received;
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {enriched.AccountId}", MaxTries);
    }

    private async Task<EnrichedSubmission> ClaimAsync(EnrichedSubmission enriched, EnrichedSubmission received, CancellationToken cancellationToken)
    {
        // A newcomer to an account that was merged is one of that account, and goes back with it: until they are recorded, People says so.
        var identity = await people.ClaimAsync(enriched.PersonId, enriched.Came is null ? enriched.AccountId : received.AccountId, cancellationToken);
        enriched = enriched with { AliasOf = identity.AliasOf };
        if (identity.AliasOf is { } of) return await BesideAsync(enriched, identity, of, cancellationToken);
        if (identity.AccountId == received.AccountId && enriched.Came is not null) return enriched;
        if (identity.AccountId != enriched.AccountId) return enriched with { AccountId = identity.AccountId, PersonId = identity.PersonId };

        // Another submission had claimed the person and has not committed yet: the company comes with whichever of the two is first.
        return enriched.WithoutCompany ? await enricher.CompleteAsync(enriched, cancellationToken) : enriched;
    }

    // Who came by way of a merged account is found without that way from now on, unless the merge is undone at this moment.
    private async Task TellAsync(EnrichedSubmission enriched, EnrichedSubmission received, CancellationToken cancellationToken)
    {
        if (enriched.Came is null || enriched.AccountId == received.AccountId) return;
        await people.MoveAsync(
            enriched.PersonId, received.AccountId, enriched.AccountId, null,
            async token => await accounts.LoadAsync(received.AccountId, token) is { State.Account.Moved.Done: true }
                && await accounts.PersonHereAsync(enriched.AccountId, enriched.PersonId, token) is { Moved: null },
            cancellationToken);
    }

    // Another address of somebody, of which nothing was recorded yet, is wherever they are by now; of their company nothing is looked up.
    private async Task<EnrichedSubmission> BesideAsync(EnrichedSubmission enriched, KnownPerson identity, string of, CancellationToken cancellationToken)
    {
        var account = (await people.FindAsync(of, cancellationToken))?.AccountId ?? identity.AccountId;
        if (account != identity.AccountId)
            await people.MoveAsync(enriched.PersonId, identity.AccountId, account, of, _ => Task.FromResult(true), cancellationToken);
        return enriched with { AccountId = account, PersonId = identity.PersonId };
    }

    // The first run may have died between its commit and its side effects, so these are carried out again.
    private async Task RepeatedAsync(EnrichedSubmission enriched, CancellationToken cancellationToken)
    {
        var submission = enriched.Submission;
        var first = await accounts.SubmissionAsync(enriched.AccountId, submission.Id, cancellationToken);
        if (first?.Submission is { } known && known.Fingerprint != submission.Fingerprint)
        {
            Conflicting(logger, submission.Id);
            await accounts.RecordConflictAsync(
                enriched.AccountId, new SubmissionRecord(submission, Outcome.Conflict, enriched.PersonId, time.GetUtcNow()), cancellationToken);
        }
        // The repeat in the next ten-minute window came first; this one has an outcome of its own all the same.
        if (first is null && submission.NextWindowId is { } next)
        {
            await accounts.RecordRepeatAsync(
                enriched.AccountId, submission.Id, new SubmissionRecord(null, Outcome.Duplicate, enriched.PersonId, time.GetUtcNow(), Of: next), cancellationToken);
        }
        await outbox.FlushAgainAsync(enriched.AccountId, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Submission {SubmissionId} came again under the same key with other content; both are kept")]
    private static partial void Conflicting(ILogger logger, string submissionId);
}
