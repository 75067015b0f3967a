using System.Collections.Immutable;
using System.Globalization;
using CsCheck;
using Intake.Webinars;

namespace Intake.Tests.Webinars;

/// <summary>Minutes at a webinar from 60 to 120, in minutes since midnight. <c>+a60</c>: device a came at 60; <c>-a75</c>: it went at 75.</summary>
public sealed class StaysTests
{
    private static readonly WebinarOf Webinar = new("zoom", "1", null);
    private static readonly DateTimeOffset Midnight = new(2026, 9, 24, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<Span> Live = [new(At(60), At(120))];

    [Theory]
    [InlineData("+a60 -a120", 60)]
    [InlineData("-a90 +a60", 30)]
    [InlineData("+a60 -a80 +a90 -a100", 30)]
    [InlineData("+a60 -a80 +b70 -b100", 40)]
    [InlineData("+a60 -a100 +b70 -b80", 40)]
    [InlineData("+a60 +a60 -a90 -a90", 30)]
    [InlineData("+a60 -a80 +b80 -b120", 60)]
    [InlineData("+a60 -a80 +a80 -a120", 60)]
    [InlineData("+a80 -a80", 0)]
    [InlineData("+a100", 20)]
    [InlineData("+a60 -a70 +b100", 30)]
    [InlineData("-a100", 0)]
    [InlineData("+a60 -b90", 30)]
    [InlineData("+a10 -a200", 60)]
    [InlineData("+a10 -a70 +a110 -a130", 20)]
    public void The_minutes_are_those_of_the_union_within_the_webinar(string told, int minutes) => Assert.Equal(minutes, Spans.Minutes(Stays.Of(Told(told), Live)));

    [Theory]
    [InlineData("+a10 -a50")]
    [InlineData("+a130 -a140")]
    [InlineData("")]
    public void Who_was_there_only_before_or_after_was_not_there(string told) => Assert.Empty(Stays.Of(Told(told), Live));

    [Fact]
    public void The_union_is_what_looking_at_every_minute_finds_in_any_order_and_with_repeats() =>
        Gen.Select(Gen.Select(Gen.Int[0, 2], Gen.Int[0, 179], Gen.Int[1, 60]).Array[0, 8], Gen.Int).Sample((picks, seed) =>
        {
            var stays = Apart(picks);
            var told = stays.SelectMany(stay => (WebinarEvent[])[Move('+', stay.Device, stay.From), Move('-', stay.Device, stay.To)]).ToArray();
            var random = new Random(seed);
            WebinarEvent[] again = [.. told, .. told.Where(_ => random.Next(2) == 0)];
            random.Shuffle(again);

            var minutes = Enumerable.Range(60, 60).Count(minute => stays.Any(stay => stay.From <= minute && minute < stay.To));
            Assert.Equal(minutes, Spans.Minutes(Stays.Of(again, Live)));
        }, iter: 2_000);

    // One device is in one place at a time: between its stays is at least a minute.
    private static List<(char Device, int From, int To)> Apart((int Device, int From, int Length)[] picks)
    {
        List<(char Device, int From, int To)> stays = [];
        foreach (var (number, from, length) in picks)
        {
            var (device, to) = ((char)('a' + number), from + length);
            if (stays.All(stay => stay.Device != device || to < stay.From || from > stay.To)) stays.Add((device, from, to));
        }
        return stays;
    }

    internal static WebinarEvent Move(char kind, char device, int minute) => new()
    {
        Webinar = Webinar, Kind = kind == '+' ? CourseKind.Joined : CourseKind.Left, At = At(minute), Device = device.ToString(),
    };

    private static IEnumerable<WebinarEvent> Told(string told) => told.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(move => Move(move[0], move[1], int.Parse(move[2..], CultureInfo.InvariantCulture)));

    internal static DateTimeOffset At(int minute) => Midnight.AddMinutes(minute);
}
