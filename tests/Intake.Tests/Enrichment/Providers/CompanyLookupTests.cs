using Intake.Enrichment;
using Intake.Enrichment.Providers;

namespace Intake.Tests.Enrichment.Providers;

public sealed class CompanyLookupTests
{
    private static readonly DateTimeOffset Now = new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Both = ["first", "second"];
    private static readonly CompanyLookup Empty = new() { Domain = "firma.example" };
    private static readonly ProviderFacts Acme = new() { Name = "Acme" };

    [Fact]
    public void All_are_asked_in_order_until_one_knows()
    {
        Assert.Equal(Both, Empty.Wanting(Both, Now));
        Assert.Equal(["second"], Empty.With("first", null).Wanting(Both, Now));
        Assert.Empty(Empty.With("first", Acme).Wanting(Both, Now));
        Assert.Empty(Empty.With("second", Acme).Wanting(Both, Now));
        Assert.Empty(Empty.With("first", null).With("second", null).Wanting(Both, Now));
    }

    [Fact]
    public void An_answer_holds_for_its_lifetime()
    {
        var known = Empty.With("first", Acme, Now, days: 90);
        Assert.Empty(known.Wanting(Both, Now.AddDays(90).AddTicks(-1)));
        Assert.Equal(Both, known.Wanting(Both, Now.AddDays(90)));
    }

    [Fact]
    public void Of_two_that_asked_at_once_nothing_is_lost()
    {
        var (ours, theirs) = (Empty.With("first", null), Empty.With("second", Acme) with { Later = Later(5) });
        var both = ours.Merge(theirs, Both, Now);
        Assert.Equal(Both, both.Providers.Keys);
        Assert.Null(both.Later);
        Assert.Equal(both.Providers, theirs.Merge(ours, Both, Now).Providers);
    }

    [Fact]
    public void What_neither_was_told_is_tried_again_once_at_the_later_time()
    {
        var (early, late) = (Empty with { Later = Later(5) }, Empty with { Later = Later(60) });
        Assert.Equal(late.Later, early.Merge(late, Both, Now).Later);
        Assert.Equal(late.Later, late.Merge(early, Both, Now).Later);
        Assert.Equal(early.Later, Empty.Merge(early, Both, Now).Later);
        Assert.Equal(early.Later, early.Merge(Empty, Both, Now).Later);
    }

    [Fact]
    public void Of_hosts_a_limited_number_is_kept()
    {
        var known = Enumerable.Range(0, 50).Aggregate(Empty, (all, n) => all.WithMail($"h{n}.firma.example", new MailLookup(true, Now.AddDays(n))));
        Assert.Equal(20, known.Mail.Count);
        Assert.Contains("h49.firma.example", known.Mail.Keys);
        Assert.Same(known.Mail["h49.firma.example"], known.WithMail("h0.firma.example", new MailLookup(false, Now)).Mail["h49.firma.example"]);
    }

    [Theory]
    [InlineData(0, "00:05:00")]
    [InlineData(1, "01:00:00")]
    [InlineData(2, "06:00:00")]
    [InlineData(3, "1.00:00:00")]
    [InlineData(6, "1.00:00:00")]
    [InlineData(7, null)]
    public void It_is_tried_again_ever_later_and_at_last_no_more(int tries, string? wait)
    {
        var next = RetryPlan.Next(tries == 0 ? null : Later(0) with { Tries = tries }, [("first", new(ProviderFault.Timeout))], Now);
        Assert.Equal(wait is null ? null : Now + TimeSpan.Parse(wait, null), next?.Due);
        Assert.Equal(wait is null ? null : new EnricherResult("first", EnricherOutcome.Failed, "timeout"), next?.Failed.Single());
    }

    [Theory]
    [InlineData(120, 120)]
    [InlineData(2, 5)]
    public void Who_says_when_is_not_asked_sooner(int notBefore, int due) =>
        Assert.Equal(Now.AddMinutes(due), RetryPlan.Next(null, [("first", new(ProviderFault.Throttled, Now.AddMinutes(notBefore)))], Now)!.Due);

    [Fact]
    public void What_the_budget_did_not_allow_is_no_try_but_not_for_ever()
    {
        var next = RetryPlan.Next(Later(0) with { Tries = 3, Since = Now.AddDays(-29) }, [("first", new(ProviderFault.Budget, Now.AddHours(15)))], Now)!;
        Assert.Equal((3, Now.AddHours(15)), (next.Tries, next.Due));
        Assert.Null(RetryPlan.Next(next, [("first", new(ProviderFault.Budget))], Now.AddDays(2)));
    }

    [Theory]
    [InlineData("0000", "2026-09-04T00:00:00Z")]
    [InlineData("003b", "2026-09-04T00:59:00Z")]
    [InlineData("003c", "2026-09-04T00:00:00Z")]
    public void A_new_day_brings_new_lookups_spread_over_an_hour(string key, string due) => Assert.Equal(DateTimeOffset.Parse(due, null), RetryPlan.NextDay(key, Now));

    private static Postponed Later(int minutes) => new(Now.AddMinutes(minutes), 1, Now, []);
}

internal static class CompanyLookupExtensions
{
    public static CompanyLookup With(this CompanyLookup lookup, string provider, ProviderFacts? facts, DateTimeOffset? at = null, int days = 14)
    {
        var when = at ?? new DateTimeOffset(2026, 9, 3, 9, 0, 0, TimeSpan.Zero);
        return lookup with { Providers = lookup.Providers.SetItem(provider, new ProviderLookup(facts, when, when.AddDays(days))) };
    }
}
