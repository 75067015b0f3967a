using Intake.Papers;

namespace Intake.Tests.Papers;

public sealed class DownloadCountingTests
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0";

    [Theory]
    [InlineData("GET", null, true)]
    [InlineData("GET", "bytes=0-", true)]
    [InlineData("GET", "bytes=0-1023", true)]
    [InlineData("GET", "bytes= 0-1,5-9", true)]
    [InlineData("GET", "bytes=1-", false)]
    [InlineData("GET", "bytes=05-", false)]
    [InlineData("GET", "bytes=1024-2047", false)]
    [InlineData("GET", "bytes=-500", false)]
    [InlineData("GET", "rubbish", false)]
    [InlineData("HEAD", null, false)]
    [InlineData("HEAD", "bytes=0-", false)]
    public void Only_the_beginning_of_a_file_that_is_given_counts(string method, string? range, bool counts) =>
        Assert.Equal(counts, DownloadCounting.Counts(new DownloadRequest(method, range, Firefox, [])));

    [Theory]
    [InlineData("prefetch", false)]
    [InlineData("prefetch;prerender", false)]
    [InlineData("Prefetch;anonymous-client-ip", false)]
    [InlineData("preview", false)]
    [InlineData("navigation", true)]
    public void What_is_only_fetched_ahead_counts_nothing(string purpose, bool counts) =>
        Assert.Equal(counts, DownloadCounting.Counts(new DownloadRequest("GET", null, Firefox, [purpose])));

    [Theory]
    [InlineData(Firefox)]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/128.0.0.0 Safari/537.36 Edg/128.0.0.0")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1")]
    [InlineData("Mozilla/5.0 (Linux; Android 9; CUBOT X18 Plus) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/86.0.4240.110 Mobile Safari/537.36")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; WOW64; Trident/7.0; rv:11.0) like Gecko")]
    [InlineData("Mozilla/5.0 (compatible; Konqueror/4.5; curly)")]
    public void People_count(string agent) => Assert.True(DownloadCounting.Counts(new DownloadRequest("GET", null, agent, [])));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)")]
    [InlineData("Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)")]
    [InlineData("Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5 skype-url-preview@microsoft.com")]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)")]
    [InlineData("LinkedInBot/1.0 (compatible; Mozilla/5.0; Apache-HttpClient +http://www.linkedin.com)")]
    [InlineData("facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)")]
    [InlineData("WhatsApp/2.23.20.0")]
    [InlineData("BarracudaCentral/1.0")]
    [InlineData("Mimecast-URL-Scanner")]
    [InlineData("Mozilla/5.0 (compatible; Proofpoint URL Defense)")]
    [InlineData("Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/128.0.0.0 Safari/537.36")]
    [InlineData("curl/8.5.0")]
    [InlineData("Wget/1.21.4")]
    [InlineData("python-requests/2.32.0")]
    [InlineData("Go-http-client/1.1")]
    [InlineData("Java/17.0.2")]
    [InlineData("Mozilla/5.0 (compatible; TrendMicro WRS)")]
    public void Scanners_previews_crawlers_and_scripts_do_not(string? agent) =>
        Assert.False(DownloadCounting.Counts(new DownloadRequest("GET", null, agent, [])));

    [Fact]
    public void A_name_of_a_megabyte_is_judged_by_its_beginning() =>
        Assert.True(Scanners.Know("python-requests/2 " + new string('b', 1_000_000)));
}
