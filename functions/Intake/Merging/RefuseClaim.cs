using Intake.Accounts;
using Intake.Commands;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.History;
using Intake.Playbooks;
using Intake.Rescoring;
using Intake.Stages;
using Intake.Storage;

namespace Intake.Merging;

/// <summary>An operator knows that somebody does not work for the company that they claim.</summary>
public sealed record RefuseClaimCommand : Command
{
    /// <summary>Id of the individual's account.</summary>
    public required string Account { get; init; }

    /// <summary>Id of the company in the account book.</summary>
    public required string Company { get; init; }
}

/// <summary>Takes a claim away, for good: the same name claims it no more.</summary>
public sealed class RefuseClaimHandler(AccountStore accounts, Outbox outbox, Rescorer rescorer, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 20;

    /// <summary>Carries it out; the same one twice is a no-op.</summary>
    public async Task HandleAsync(RefuseClaimCommand command, CancellationToken cancellationToken)
    {
        var playbook = playbooks.Current;
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            if (await rescorer.LoadAsync(command.Account, playbook, cancellationToken) is not { } loaded || Decide(loaded.State, command, playbook) is not { } commit) break;
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
            if (attempt == MaxTries - 1) throw new OvertakenException($"Account {command.Account}", MaxTries);
        }
        await outbox.FlushAgainAsync(command.Account, cancellationToken);
    }

    private AccountCommit? Decide(AccountState before, RefuseClaimCommand command, Playbook playbook)
    {
        var account = before.Account;
        if (account.NotTheirs?.Contains(command.Company) is true) return null;
        var claimed = account.Claimed?.Id == command.Company ? account.Claimed : null;
        var refused = account with
        {
            NotTheirs = [.. account.NotTheirs ?? [], command.Company],
            NotTheirNames = [.. NamesOf(account, claimed).Union(account.NotTheirNames ?? []).Order(StringComparer.Ordinal)],
            Claimed = claimed is null ? account.Claimed : null,
            ClaimedSimilarity = claimed is null ? account.ClaimedSimilarity : null,
        };
        var now = time.GetUtcNow();
        var assessment = Assessor.Look(before with { Account = refused }, playbook, now, Reachability.By(playbook.Contacts));
        return StateChanges.Between(before, assessment, command.Id, playbook, now) with { Event = HistoryEvent.Facts(assessment.State.Account, command.Id, now) };
    }

    // As the book calls it and as they do: neither is said of them again.
    private static IEnumerable<string> NamesOf(Account account, Company? claimed) =>
        claimed is null ? [] : new[] { claimed.Name, account.Stated.Of(FactNames.CompanyName) }.OfType<string>().Select(CompanyName.Normalise);
}
