using System.Collections.Immutable;
using Intake.Accounts;
using Intake.Agenda;

namespace Intake.Functions.Tests.Flow;

/// <summary>Side effects that failed again and again.</summary>
public sealed class OutboxTests
{
    [Fact]
    public async Task However_many_side_effects_were_left_they_are_carried_out_and_removed()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.TakeAsync(Some.Whitepaper(1));
        var id = Assert.Single(await pipeline.AccountsAsync()).State.Account.Id;
        for (var commit = 0; commit < 3; commit++)
        {
            var loaded = await pipeline.LoadAsync(id);
            ImmutableArray<AgendaEntry> entries = [.. Enumerable.Range(0, 60).Select(number => new AgendaEntry(Some.Now.AddDays(1), AgendaKinds.Look, id, $"{commit}-{number}"))];
            Assert.IsType<CommitResult.Committed>(await pipeline.Get<AccountStore>().CommitAsync(new AccountCommit { State = loaded.State, Schedule = entries }, loaded, default));
        }

        await pipeline.Get<Outbox>().FlushAgainAsync(id, default);

        Assert.Empty((await pipeline.LoadAsync(id)).Outbox);
        Assert.Equal(180, pipeline.Storage.Rows(Intake.Storage.TableNames.Agenda).Count(row => row.GetString("Reference").Contains('-', StringComparison.Ordinal)));
    }
}
