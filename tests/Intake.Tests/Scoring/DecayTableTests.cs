using Intake.Playbooks;
using Intake.Scoring;

namespace Intake.Tests.Scoring;

public class DecayTableTests
{
    [Theory]
    [InlineData(14)]
    [InlineData(30)]
    [InlineData(45)]
    [InlineData(60)]
    [InlineData(90)]
    [InlineData(1)]
    [InlineData(400)]
    public void Each_factor_is_two_to_the_minus_days_over_half_life_rounded_down(int halfLife)
    {
        var table = DecayTable.Of(new HalfLife(halfLife), 400);

        Assert.Equal(1L << DecayTable.Bits, table[0]);
        if (halfLife <= 400) Assert.Equal(1L << (DecayTable.Bits - 1), table[halfLife]);
        for (var day = 0; day < table.Length; day++)
        {
            // Floating point only here, to check the integers by another way.
            var exact = Math.Pow(2, DecayTable.Bits - (day / (double)halfLife));
            Assert.InRange(table[day], exact - 1.001, exact + 0.001);
            if (day > 0) Assert.True(table[day] <= table[day - 1]);
        }
    }
}
