using Intake.Outgoing;

namespace Intake.Tests.Outgoing;

/// <summary>When a delivery is tried again.</summary>
public sealed class DeliveryScheduleTests
{
    [Fact]
    public void The_tries_are_those_that_are_recommended() => Assert.Equal(
        ["00:00:05", "00:05:00", "00:30:00", "02:00:00", "05:00:00", "10:00:00", "14:00:00", "20:00:00", "1.00:00:00", "never"],
        Enumerable.Range(0, 10).Select(attempt => DeliverySchedule.After(attempt, null, 0)?.ToString() ?? "never"));

    [Fact]
    public void What_is_put_back_is_tried_by_the_same_schedule() =>
        Assert.Equal(Enumerable.Range(0, 10).Select(attempt => DeliverySchedule.After(attempt, null, 0.5)), Enumerable.Range(10, 10).Select(attempt => DeliverySchedule.After(attempt, null, 0.5)));

    [Theory]
    [InlineData(0, 60, 60)]
    [InlineData(1, 60, 300)]
    [InlineData(1, 10_000_000, 6 * 24 * 3600)]
    public void Who_asks_to_be_left_alone_for_longer_is(int attempt, int told, int expected) =>
        Assert.Equal(TimeSpan.FromSeconds(expected), DeliverySchedule.After(attempt, TimeSpan.FromSeconds(told), 0));

    [Fact]
    public void What_failed_together_does_not_come_back_together() =>
        Assert.Equal([300, 315, 330], new[] { 0, 0.5, 1 }.Select(jitter => DeliverySchedule.After(1, null, jitter)!.Value.TotalSeconds));
}
