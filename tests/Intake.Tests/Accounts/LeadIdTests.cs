using Intake.Accounts;

namespace Intake.Tests.Accounts;

public class LeadIdTests
{
    private const string Account = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("energy", 1)]
    [InlineData("-", 12)]
    [InlineData("a-b2", 3)]
    public void An_id_is_read_as_it_was_written(string proposition, int round)
    {
        var id = new LeadId(Account, proposition, round);

        Assert.Equal(id, LeadId.Parse(id.ToString()));
        Assert.Equal($"{proposition}:{round}", id.Key);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Account)]
    [InlineData(Account + ".energy")]
    [InlineData(Account + ".energy.0")]
    [InlineData(Account + ".energy.01")]
    [InlineData(Account + ".energy.+1")]
    [InlineData(Account + ".energy.-1")]
    [InlineData(Account + ".energy.99999999999")]
    [InlineData(Account + ".energy.1.2")]
    [InlineData(Account + "..1")]
    [InlineData(Account + ".Energy.1")]
    [InlineData(Account + ".a:b.1")]
    [InlineData("0123.energy.1")]
    [InlineData("0123456789ABCDEF0123456789abcdef.energy.1")]
    public void What_is_no_id_is_not_read(string? text) => Assert.Null(LeadId.Parse(text));
}
