using Intake.Merging;
using Intake.Playbooks;
using Intake.Storage;

namespace Intake.Accounts;

/// <summary>Reads an account's company again and scores its leads anew where that told something.</summary>
public sealed class RefreshAccountHandler(
    AccountStore accounts, KnownCompanies known, BookMerges merges, Outbox outbox, PlaybookInForce playbooks, Backoff backoff, TimeProvider time)
{
    private const int MaxTries = 30;

    /// <summary>Carries it out; where nothing is new, nothing is written.</summary>
    /// <exception cref="OvertakenException">Others kept committing to the account; a later try will do.</exception>
    public async Task HandleAsync(RefreshAccountCommand command, CancellationToken cancellationToken)
    {
        if (command.Company is { } company) await merges.OrderAsync(company, cancellationToken);
        var playbook = playbooks.Current;
        foreach (var account in await known.AccountsAsync(command, cancellationToken))
            await RefreshAsync(account, new Origin(command.At, command.Id), playbook, cancellationToken);
    }

    private async Task RefreshAsync(string account, Origin from, Playbook playbook, CancellationToken cancellationToken)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            // Of most companies of the book nobody ever wrote.
            if (await accounts.LoadAsync(account, cancellationToken) is not { } loaded) return;
            if (loaded.State.Account.Moved is { } moved)
            {
                account = moved.Account;
                continue;
            }

            var company = await known.ReadAsync(loaded.State.Account, cancellationToken);
            var commit = RefreshDecision.Decide(loaded.State, company, from, playbook, time.GetUtcNow());
            if (commit is null)
            {
                await FinishAsync(loaded, cancellationToken);
                return;
            }
            if (await accounts.CommitAsync(commit, loaded, cancellationToken) is CommitResult.Committed committed)
            {
                await outbox.FlushAsync(committed.Now, cancellationToken);
                return;
            }
            await backoff.WaitAsync(attempt, cancellationToken);
        }
        throw new OvertakenException($"Account {account}", MaxTries);
    }

    // The first run may have died between its commit and its side effects.
    private async Task FinishAsync(LoadedAccount loaded, CancellationToken cancellationToken)
    {
        if (!loaded.Outbox.IsEmpty) await outbox.FlushAgainAsync(loaded.State.Account.Id, cancellationToken);
    }
}
