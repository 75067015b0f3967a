using CsCheck;
using Intake.Mail;

namespace Intake.Tests.Mail;

public class RoundingTests
{
    [Fact]
    public void Whole_points_always_add_up() =>
        Gen.Int[-3000, 3000].Array[1, 30].Sample(parts =>
        {
            var total = Rounding.Whole(parts.Sum());
            var points = Rounding.Spread(parts, total);
            return points.Sum() == total && points.Zip(parts).All(pair => Math.Abs(pair.First * 100 - pair.Second) < 100);
        });

    [Theory]
    [InlineData(7064, 71)]
    [InlineData(50, 1)]
    [InlineData(49, 0)]
    [InlineData(-50, 0)]
    [InlineData(-51, -1)]
    public void Halves_go_up(int hundredths, int whole) => Assert.Equal(whole, Rounding.Whole(hundredths));

    [Fact]
    public void Parts_that_cannot_add_up_are_refused() => Assert.Throws<ArgumentException>(() => Rounding.Spread([100, 100], 5));
}
