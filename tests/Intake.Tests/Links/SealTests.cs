using System.Buffers.Text;
using System.Text;
using Intake.Links;
using Microsoft.Extensions.Time.Testing;

namespace Intake.Tests.Links;

public sealed class SealTests
{
    // A token as it was made before tokens named their key: format 1, of the first key, for "answer", until the year 2100.
    private const string WithoutKeyId = "AQABAgMEBQYHCAkKC44pybLkp1YtWy9v3QUu63FvQn3aSvNJjkSBfmNx";
    private static readonly byte[] First = Encoding.UTF8.GetBytes("the first key, thirty-two bytes."), Second = Encoding.UTF8.GetBytes("the second key, thirty-two byte.");
    private static readonly DateTimeOffset Now = new(2026, 9, 24, 14, 0, 0, TimeSpan.Zero);
    private readonly FakeTimeProvider time = new(Now);

    private Seal With(params byte[][] keys) => new([.. keys.Select(key => new ReadOnlyMemory<byte>(key))], time);

    [Fact]
    public void What_was_sealed_opens_for_its_purpose_until_it_is_old()
    {
        var token = With(First).Close("answer", "a|b", Now.AddDays(1));
        Assert.Equal(new Opened(SealState.Valid, "a|b"), With(First).Open("answer", token));
        Assert.Equal(Opened.Wrong, With(First).Open("receipt", token));
        time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(new Opened(SealState.Expired, "a|b"), With(First).Open("answer", token));
    }

    [Fact]
    public void A_new_key_seals_and_the_one_before_still_opens()
    {
        var before = With(First).Close("answer", "a", Now.AddDays(1));
        var after = With(Second, First).Close("answer", "b", Now.AddDays(1));
        Assert.Equal(("a", "b"), (With(Second, First).Open("answer", before).Text, With(Second, First).Open("answer", after).Text));
        Assert.Equal("b", With(Second).Open("answer", after).Text);
        Assert.Equal(Opened.OfAnotherKey, With(Second).Open("answer", before));
        Assert.Equal(SealState.Wrong, With(Second).Open("answer", before).State);
    }

    [Fact]
    public void Links_that_are_under_way_without_the_name_of_a_key_still_open() =>
        Assert.Equal(new Opened(SealState.Valid, "a|b|c"), With(Second, First).Open("answer", WithoutKeyId));

    [Fact]
    public void Naming_another_key_does_not_open_it()
    {
        var (one, other) = (Base64Url.DecodeFromChars(With(First).Close("answer", "a", Now.AddDays(1))), Base64Url.DecodeFromChars(With(Second).Close("answer", "a", Now.AddDays(1))));
        other.AsSpan(1, 4).CopyTo(one.AsSpan(1));
        Assert.Equal(Opened.Wrong, With(First, Second).Open("answer", Base64Url.EncodeToString(one)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("AA")]
    [InlineData("Ag")]
    [InlineData("AgAAAAA")]
    [InlineData("\u0000")]
    [InlineData("====")]
    public void What_is_none_is_wrong(string? token) => Assert.Equal(SealState.Wrong, With(First).Open("answer", token).State);

    [Fact]
    public void Endless_ones_are_wrong() => Assert.Equal(Opened.Wrong, With(First).Open("answer", new string('A', 100_000)));
}
