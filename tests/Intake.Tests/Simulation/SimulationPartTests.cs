using Intake.Simulation;

namespace Intake.Tests.Simulation;

/// <summary>The parts of a simulation, and the time it looks at.</summary>
public sealed class SimulationPartTests
{
    private static readonly DateTimeOffset Noon = new(2026, 9, 24, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(true, "00-ff")]
    [InlineData(true, "80-ff", "00-7f")]
    [InlineData(true, "00-0f", "00-20", "10-3f", "21-ff", "account-00112233445566778899aabbccddeeff")]
    [InlineData(false)]
    [InlineData(false, "00-7f")]
    [InlineData(false, "00-7e", "80-ff")]
    [InlineData(false, "01-ff")]
    [InlineData(false, "00-fe", "account-ff112233445566778899aabbccddeeff")]
    public void Parts_hold_all_accounts_when_no_prefix_lacks(bool all, params string[] names) =>
        Assert.Equal(all, SimulationPart.AreAll(names.Select(name => new SimulationPart(name, []))));

    [Fact]
    public void A_part_is_called_by_its_first_and_last_prefix() => Assert.Equal(("40-4f", "ff-ff"), (SimulationPart.Of(0x40, 0x50), SimulationPart.Of(0xff, 0x100)));

    [Fact]
    public void The_time_ends_with_the_last_day_or_now()
    {
        Assert.Equal(new SimulationPeriod(null, new(2026, 9, 24), DateTimeOffset.MinValue, Noon), SimulationPeriod.Of(null, null, Noon));
        Assert.Equal(
            new SimulationPeriod(new(2026, 9, 1), new(2026, 9, 23), Noon.AddHours(-12).AddDays(-23), Noon.AddHours(-12)), SimulationPeriod.Of(new(2026, 9, 1), new(2026, 9, 23), Noon));
        Assert.Equal(Noon, SimulationPeriod.Of(null, DateOnly.MaxValue, Noon).End);
    }
}
