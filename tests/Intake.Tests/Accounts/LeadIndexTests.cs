using Intake.Accounts;
using Intake.Sweeps;
using Intake.Tests.Storage;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Accounts;

public class LeadIndexTests
{
    private static readonly string[] Ids = [.. new[] { "000", "001", "009", "00a", "0f0", "100", "3ff", "400", "ff9", "fff" }.Select(start => start.PadRight(32, '7'))];

    private static readonly DateTimeOffset At = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1, 3)]
    [InlineData(4, 1)]
    [InlineData(4, 500)]
    [InlineData(64, 2)]
    public async Task Every_account_is_told_once_whatever_the_lanes_and_slices(int lanes, int slice)
    {
        var index = new LeadIndex(new StorageDouble(new FakeTimeProvider()).CreateAll().Tables);
        foreach (var id in Ids) await index.PutAsync(AccountState.Of(new Account { Id = id, IsCompany = true }).With(Of("energy")).With(Of("care")), ["energy:1", "care:1"], default);

        List<string> told = [];
        for (var lane = 0; lane < lanes; lane++)
        {
            for (var after = Lanes.Text(Lanes.First(lane, lanes)); after is not null;)
            {
                (var accounts, after) = await index.AccountsAsync(after, Lanes.First(lane + 1, lanes), slice, default);
                told.AddRange(accounts);
            }
        }

        Assert.Equal(Ids, told);
    }

    private static Lead Of(string proposition) =>
        new() { Proposition = proposition, Round = 1, Stage = "unqualified", StageSince = At, FirstAt = At, NewestAt = At };
}
