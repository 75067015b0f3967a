using Intake.Limits;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Limits;

public sealed class AddressLimitTests
{
    private readonly FakeTimeProvider time = new(new DateTimeOffset(2026, 9, 24, 14, 5, 20, TimeSpan.Zero));

    [Fact]
    public void An_address_may_post_so_often_in_a_minute()
    {
        var limit = Make(3);
        for (var i = 0; i < 3; i++) Assert.Null(limit.Count("198.51.100.1"));
        Assert.Equal(40, limit.Count("198.51.100.1"));
        Assert.Null(limit.Count("198.51.100.2"));

        time.Advance(TimeSpan.FromSeconds(39.5));
        Assert.Equal(1, limit.Count("198.51.100.1"));
        time.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Null(limit.Count("198.51.100.1"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("127.0.0.1")]
    [InlineData("::1")]
    public void Who_is_not_known_is_not_limited(string? address)
    {
        var limit = Make(1);
        for (var i = 0; i < 100; i++) Assert.Null(limit.Count(address));
    }

    [Fact]
    public void Nought_is_no_limit()
    {
        var limit = Make(0);
        for (var i = 0; i < 100; i++) Assert.Null(limit.Count("198.51.100.1"));
    }

    [Fact]
    public void A_flood_of_addresses_takes_no_more_memory_and_forgets_none_that_it_holds()
    {
        var limit = Make(1);
        for (var i = 0; i < 50_000; i++) Assert.Null(limit.Count($"10.{i >> 16}.{(i >> 8) & 255}.{i & 255}"));
        Assert.NotNull(limit.Count("10.0.0.1"));
        Assert.Null(limit.Count("10.0.195.1"));
        Assert.Null(limit.Count("10.0.195.1"));
    }

    private AddressLimit Make(int perMinute) => new(Options.Create(new LimitOptions { PostsPerMinute = perMinute }), time);
}
