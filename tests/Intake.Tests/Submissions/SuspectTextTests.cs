using CsCheck;
using Intake.Submissions;

namespace Intake.Tests.Submissions;

public sealed class SuspectTextTests
{
    [Fact]
    public void No_name_that_people_bear_is_mash()
    {
        Assert.True(RealNames.All.Length >= 300, $"{RealNames.All.Length} names");
        string[] all = [.. RealNames.All, .. RealNames.All.Select(name => name.ToUpperInvariant()), .. RealNames.All.Select(name => name.ToLowerInvariant())];
        Assert.Equal("", string.Join("; ", all.Where(SuspectText.IsMash)));
    }

    [Theory]
    [InlineData("asdf")]
    [InlineData("Asdf Asdf")]
    [InlineData("qwerty")]
    [InlineData("zxcvbn")]
    [InlineData("aaaa")]
    [InlineData("xxxxxx")]
    [InlineData("Bcdfghjk")]
    [InlineData("jan ghjkl")]
    [InlineData("KRTPLMNBV")]
    [InlineData("GKlmPwQxRzTvBn")]
    [InlineData("aXcrtplmnbvsa")]
    public void Keyboard_mash_is_told(string name) => Assert.True(SuspectText.IsMash(name));

    [Fact]
    public void Nothing_is_no_mash() =>
        Assert.Equal([false, false, false, false], new[] { null, "", " - ' .", "\uD800" }.Select(SuspectText.IsMash));

    [Theory]
    [InlineData("Jan https://evil.example", true)]
    [InlineData("www.win-big.example", true)]
    [InlineData("Awww. Jan", false)]
    [InlineData("Jan Smit", false)]
    public void A_link_is_no_name(string name, bool link) => Assert.Equal(link, SuspectText.HasLink(name));

    [Theory]
    [InlineData("Booking.com", false)]
    [InlineData("bol.com", false)]
    [InlineData("www.hoekstra.example", false)]
    [InlineData("https://hoekstra.example", false)]
    [InlineData("https://hoekstra.example/", false)]
    [InlineData("https://evil.example/win?now", true)]
    [InlineData("Best prices https://evil.example now", true)]
    [InlineData("[url=x]y[/url]", true)]
    [InlineData("<a href=x>", true)]
    public void A_company_may_be_a_website_and_no_advertisement(string company, bool advertisement) =>
        Assert.Equal(advertisement, SuspectText.IsAdvertisement(company));

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, true)]
    public void A_message_may_hold_some_links(int links, bool farm) =>
        Assert.Equal(farm, SuspectText.IsLinkFarm(string.Join(" and ", Enumerable.Range(0, links).Select(n => $"https://a{n}.example/page"))));

    [Fact]
    public void Any_text_is_judged() => Gen.String.Sample(text =>
    {
        _ = SuspectText.IsMash(text) | SuspectText.HasLink(text) | SuspectText.IsAdvertisement(text) | SuspectText.IsLinkFarm(text);
    });
}
