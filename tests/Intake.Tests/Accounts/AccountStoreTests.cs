using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;
using Intake.Rescoring;
using Intake.Storage;
using Intake.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Accounts;

public class AccountStoreTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    private readonly StorageDouble storage = new StorageDouble(new FakeTimeProvider(Now)).CreateAll();
    private readonly Documents documents;
    private readonly AccountStore accounts;
    private readonly Outbox outbox;

    public AccountStoreTests()
    {
        documents = new Documents(storage.Blobs, new Random(1));
        accounts = new AccountStore(storage.Tables, documents);
        var playbooks = new Intake.Playbooks.PlaybookInForce(Playbooks.SamplePlaybook.Instance);
        var deliveries = new Intake.Outgoing.Deliveries(new Intake.Outgoing.DeliveryTable(storage.Tables), new MessageQueue(storage.Queues, storage.Blobs), playbooks, new FakeTimeProvider(Now));
        outbox = new Outbox(accounts, new LeadIndex(storage.Tables), new StageChanges(storage.Tables), new AgendaTable(storage.Tables),
            new Intake.Learning.AnswersTable(storage.Tables), new HeldTable(storage.Tables), playbooks, documents, deliveries);
    }

    [Fact]
    public async Task An_account_too_large_for_its_row_keeps_exactly_one_blob()
    {
        for (var commit = 1; commit <= 3; commit++)
        {
            await CommitAsync(Large(commit));
            var loaded = await accounts.LoadAsync("a", default);
            Assert.Equal(commit, loaded!.State.Account.Revision);
            Assert.Equal($"{commit}", loaded.State.Account.Stated.Of("note0")![..1]);
            Assert.Empty(loaded.Outbox);
            Assert.Single(storage.Contents(ContainerNames.Payloads));
        }

        await CommitAsync(new Account { Id = "a", IsCompany = true });
        Assert.Empty(storage.Contents(ContainerNames.Payloads));
    }

    [Fact]
    public async Task A_large_commit_that_lost_the_race_leaves_no_blob()
    {
        await CommitAsync(Large(1));
        var seen = await accounts.LoadAsync("a", default);
        await CommitAsync(Large(2));

        var late = new AccountCommit { State = AccountState.Of(Large(3)) };
        Assert.IsType<CommitResult.Stale>(await accounts.CommitAsync(late, seen, default));
        Assert.Single(storage.Contents(ContainerNames.Payloads));
        Assert.Equal("2", (await accounts.LoadAsync("a", default))!.State.Account.Stated.Of("note0")![..1]);
    }

    [Fact]
    public async Task A_commit_on_an_older_state_changes_nothing()
    {
        await CommitAsync(new Account { Id = "a", IsCompany = true });
        var seen = await accounts.LoadAsync("a", default);
        await CommitAsync(new Account { Id = "a", IsCompany = true, Domains = ["first.example"] });

        var late = new AccountCommit { State = AccountState.Of(new Account { Id = "a", IsCompany = true, Domains = ["late.example"] }) };
        Assert.IsType<CommitResult.Stale>(await accounts.CommitAsync(late, seen, default));
        Assert.Equal(["first.example"], (await accounts.LoadAsync("a", default))!.State.Account.Domains);
    }

    private async Task CommitAsync(Account account)
    {
        var loaded = await accounts.LoadAsync("a", default);
        var result = await accounts.CommitAsync(new AccountCommit { State = AccountState.Of(account) }, loaded, default);
        await outbox.FlushAsync(Assert.IsType<CommitResult.Committed>(result).Now, default);
    }

    private static Account Large(int commit) => new()
    {
        Id = "a",
        IsCompany = true,
        Stated = Enumerable.Range(0, 400).ToImmutableSortedDictionary(
            number => $"note{number}", _ => new Fact($"{commit}" + new string('x', 100), Now, "s"), StringComparer.Ordinal),
    };
}
