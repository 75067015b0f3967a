using Intake.Enrichment.Providers;

namespace Intake.Tests.Enrichment.Providers;

public sealed class UrlTemplateTests
{
    [Theory]
    [InlineData("https://api.example/v1/companies/{domain}")]
    [InlineData("https://api.example/find?domain={domain}&key={key}")]
    [InlineData("https://api.example:8443/{domain}")]
    public void What_names_one_host_is_fine(string template) => Assert.Null(UrlTemplate.Fault(template, allowLoopback: false));

    [Theory]
    [InlineData("", "is no address")]
    [InlineData("/companies/{domain}", "is on this machine")]
    [InlineData("https://{domain}/about", "has a placeholder in its host")]
    [InlineData("https://{domain}.api.example/", "has a placeholder in its host")]
    [InlineData("https://api.example:{key}/{domain}", "is no address")]
    [InlineData("https://{key}@api.example/{domain}", "has a placeholder in its host")]
    [InlineData("https://api.example/companies", "has no {domain}")]
    [InlineData("https://api.example/{domain}/{name}", "has another placeholder than {domain} and {key}")]
    [InlineData("https://user:secret@api.example/{domain}", "has a user or a fragment")]
    [InlineData("https://api.example/#{domain}", "has a user or a fragment")]
    [InlineData("http://api.example/{domain}", "is not https")]
    [InlineData("ftp://api.example/{domain}", "is not https")]
    [InlineData("file:///etc/{domain}", "is on this machine")]
    [InlineData("http://localhost/{domain}", "is on this machine")]
    [InlineData("https://127.0.0.1/{domain}", "is on this machine")]
    [InlineData("https://[::1]/{domain}", "is on this machine")]
    public void What_could_lead_elsewhere_is_told(string template, string fault) => Assert.Equal(fault, UrlTemplate.Fault(template, allowLoopback: false));

    [Theory]
    [InlineData("http://localhost:8080/{domain}", true)]
    [InlineData("http://127.0.0.1:8080/{domain}", true)]
    [InlineData("http://api.example/{domain}", false)]
    public void This_machine_may_be_asked_where_that_is_allowed(string template, bool allowed) =>
        Assert.Equal(allowed, UrlTemplate.Fault(template, allowLoopback: true) is null);

    [Fact]
    public void Whatever_the_domain_is_the_host_stays()
    {
        var url = UrlTemplate.Of("https://api.example/v1/{domain}?k={key}", "a.example/../../@evil.example?x=#", "p&q=1");
        Assert.Equal(("api.example", "?k=p%26q%3D1"), (url.Host, url.Query));
        Assert.Equal("/v1/a.example%2F..%2F..%2F%40evil.example%3Fx%3D%23", url.AbsolutePath);
    }
}
