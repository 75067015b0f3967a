using System.Collections.Immutable;
using CsCheck;
using Intake.Webinars;
using static Intake.Tests.Webinars.StaysTests;

namespace Intake.Tests.Webinars;

public sealed class AttendanceTests
{
    private static readonly WebinarOf Webinar = new("zoom", "1", "2026-09-24");
    private static readonly WebinarEvent Ended = new() { Webinar = Webinar, Kind = CourseKind.Ended, At = At(120), StartsAt = At(60), DurationMinutes = 45 };
    private static readonly WebinarEvent Rehearsed = Ended with { At = At(55), StartsAt = At(30), Practice = true };

    [Fact]
    public void Who_registered_and_never_came_missed_it()
    {
        var missed = Assert.Single(Of([Registered("ingrid", "r1")], Ended));
        Assert.Equal(("ingrid", "ingrid@example.com", (int?)null), (missed.Person, missed.Email, missed.Minutes));
    }

    [Fact]
    public void Who_cancelled_or_registered_afterwards_did_not_miss_it() =>
        Assert.Empty(Of([Registered("a", "r1"), Registered("a", "r1") with { Cancelled = true, At = At(2), By = "2" }, Registered("b", "r2") with { At = At(121) }], Ended));

    [Fact]
    public void Who_cancelled_and_came_all_the_same_was_there() =>
        Assert.Equal(30, Assert.Single(Of([Registered("a", "r1") with { Cancelled = true }], Ended, By('+', 60, "r1"), By('-', 90, "r1"))).Minutes);

    [Fact]
    public void Cancelled_and_registered_again_counts_as_registered() =>
        Assert.Single(Of([Registered("a", "r1") with { Cancelled = true }, Registered("a", "r2") with { At = At(3), By = "2" }], Ended));

    [Fact]
    public void An_empty_address_is_matched_by_the_registrant() =>
        Assert.Equal(("a", 30), Only(Of([Registered("a", "r1")], Ended, By('+', 60, "r1"), By('-', 90, "r1"))));

    [Fact]
    public void The_registrant_beats_the_address() =>
        Assert.Equal(("a", 30), Only(Of([Registered("a", "r1")], Ended, By('+', 60, "r1", "other"), By('-', 90, "r1", "other"))));

    [Fact]
    public void Another_id_of_the_registrant_is_matched_by_the_address() =>
        Assert.Equal(("a", 30), Only(Of([Registered("a", "r1")], Ended, By('+', 60, "elsewhere", "a"), By('-', 90, "elsewhere"))));

    [Fact]
    public void Somebody_who_never_registered_is_known_by_the_address() =>
        Assert.Equal(("b", 60), Only(Of([], Ended, By('+', 60, null, "b"))));

    [Fact]
    public void Nobody_knows_who_has_neither() => Assert.Empty(Of([], Ended, By('+', 60, null), By('+', 60, "unknown")));

    [Fact]
    public void A_rehearsal_does_not_count()
    {
        Assert.Equal(20, Assert.Single(Of([Registered("a", "r1")], Ended, Rehearsed, By('+', 40, "r1"), By('-', 80, "r1"))).Minutes);
        Assert.Empty(Of([Registered("a", "r1")], Rehearsed, By('+', 40, "r1"), By('-', 50, "r1")));
    }

    [Fact]
    public void Two_parts_of_a_webinar_that_was_interrupted_count_together()
    {
        var first = Ended with { At = At(80) };
        var second = Ended with { At = At(120), StartsAt = At(90) };
        Assert.Equal(50, Assert.Single(Of([Registered("a", "r1")], first, second, By('+', 60, "r1"))).Minutes);
        Assert.Equal(50, Spans.Minutes(WebinarTime.Of([first, second]).Live));
    }

    [Fact]
    public void It_is_closed_a_quarter_of_an_hour_after_its_end() => Assert.Equal(At(135), WebinarTime.Of([Ended]).NotBefore);

    [Fact]
    public void Without_an_end_it_is_closed_four_hours_after_the_plan()
    {
        ImmutableArray<WebinarEvent> events = [By('+', 61, "r1") with { StartsAt = At(60), DurationMinutes = 45 }];
        var time = WebinarTime.Of(events);
        Assert.Equal(At(105 + 240), time.NotBefore);
        Assert.Equal(44, Assert.Single(Attendances.Of([Registered("a", "r1")], events, time)).Minutes);
    }

    [Fact]
    public void The_order_of_the_rows_and_repeats_do_not_matter() =>
        Gen.Select(Gen.Select(Gen.Bool, Gen.Int[0, 180], Gen.Int[0, 3], Gen.Int[0, 4]).Array[0, 20], Gen.Int).Sample((picks, seed) =>
        {
            ImmutableArray<Registrant> registrants = [Registered("p0", "r0"), Registered("p1", "r1"), Registered("p1", "r3") with { Cancelled = true, At = At(5), By = "9" }];
            WebinarEvent[] events = [Ended, Rehearsed, .. picks.Select(pick => By(pick.Item1 ? '+' : '-', pick.Item2, pick.Item3 == 2 ? null : "r" + pick.Item3, pick.Item4 > 2 ? null : "p" + pick.Item4))];
            var random = new Random(seed);
            var shuffled = events.ToArray();
            random.Shuffle(shuffled);
            Assert.Equal(Of(registrants, events), Of([.. registrants.Reverse()], shuffled));
        }, iter: 1_000);

    private static ImmutableArray<Attendance> Of(ImmutableArray<Registrant> registrants, params WebinarEvent[] events) =>
        Attendances.Of(registrants, [.. events], WebinarTime.Of([.. events]));

    private static (string, int?) Only(ImmutableArray<Attendance> all)
    {
        var one = Assert.Single(all);
        return (one.Person, one.Minutes);
    }

    private static Registrant Registered(string person, string id) => new() { Person = person, Email = person + "@example.com", Id = id, At = At(1), By = "1" };

    private static WebinarEvent By(char kind, int minute, string? registrant, string? person = null) => Move(kind, 'a', minute) with
    {
        Webinar = Webinar, Device = registrant ?? person, Registrant = registrant, Person = person, Email = person is null ? null : person + "@example.com",
    };
}
