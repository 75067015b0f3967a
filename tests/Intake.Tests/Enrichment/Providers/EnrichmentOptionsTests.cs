using Intake.Enrichment.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Options;

namespace Intake.Tests.Enrichment.Providers;

public sealed class EnrichmentOptionsTests
{
    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["Providers:0:Name"] = "facts", ["Providers:0:Url"] = "https://api.example/{domain}", ["Providers:0:Key"] = "Bearer very-secret", ["Providers:0:Paths:staff"] = "$.employees",
    };

    [Fact]
    public void Settings_are_read_with_their_defaults()
    {
        var provider = Assert.Single(Read(Valid, Environments.Production).Providers);
        Assert.Equal(("Authorization", 500, 90, 14), (provider.Header, provider.PerDay, provider.Lifetime.Days, provider.NotFoundLifetime.Days));
        Assert.Equal([404], provider.NotFoundStatuses);
        Assert.Equal("$.employees", provider.Paths["STAFF"]);
    }

    [Theory]
    [InlineData("Production", true)]
    [InlineData("Development", false)]
    public void Mail_is_checked_outside_development_where_nothing_is_said(string environment, bool checks) => Assert.Equal(checks, Read([], environment).CheckMx);

    [Theory]
    [InlineData("Providers:0:Name", "Facts!", "Enrichment__Providers__0__Name is")]
    [InlineData("Providers:0:Url", "http://api.example/{domain}", "Enrichment__Providers__0__Url is not https")]
    [InlineData("Providers:0:Header", "Host", "Enrichment__Providers__0__Header is")]
    [InlineData("Providers:0:Header", "X Key", "Enrichment__Providers__0__Header is")]
    [InlineData("Providers:0:Key", "very-secret\r\nX-Evil: 1", "Enrichment__Providers__0__Key is")]
    [InlineData("Providers:0:Paths:turnover", "$.x", "Enrichment__Providers__0__Paths__turnover is none of name, staff")]
    [InlineData("Providers:0:Paths:staff", "employees", "Enrichment__Providers__0__Paths__staff does not start with $")]
    [InlineData("Providers:0:PerDay", "-1", "Enrichment__Providers__0__PerDay is")]
    [InlineData("Providers:0:Lifetime", "00:00:00", "Enrichment__Providers__0__Lifetime is")]
    [InlineData("Providers:0:NotFoundLifetime", "9999.00:00:00", "Enrichment__Providers__0__NotFoundLifetime is")]
    [InlineData("Providers:0:Timeout", "00:01:00", "Enrichment__Providers__0__Timeout is")]
    [InlineData("Providers:0:Timeout", "nonsense-secret", "Enrichment__Providers__0__Timeout is a duration")]
    [InlineData("Providers:0:Lifetime", "ninety days", "Enrichment__Providers__0__Lifetime is a duration")]
    [InlineData("Providers:0:NotFoundLifetime", "", "Enrichment__Providers__0__NotFoundLifetime is a duration")]
    [InlineData("Providers:0:PerDay", "abc", "Enrichment__Providers__0__PerDay is a whole number")]
    [InlineData("Providers:0:NotFoundStatus:1", "none", "Enrichment__Providers__0__NotFoundStatus__1 is a whole number")]
    [InlineData("Providers:0:NotFoundStatus:0", "503", "Enrichment__Providers__0__NotFoundStatus is")]
    [InlineData("Providers:1:Name", "facts", "Two providers have the same")]
    [InlineData("AllowLoopback", "true", "Enrichment__AllowLoopback is for development only")]
    public void What_is_wrong_is_told_without_the_key(string setting, string value, string fault)
    {
        var wrong = Assert.Throws<OptionsValidationException>(() => Read(new(Valid) { [setting] = value }, Environments.Production));
        Assert.Contains(wrong.Failures, failure => failure.StartsWith(fault, StringComparison.Ordinal));
        Assert.DoesNotContain("secret", wrong.Message);
    }

    [Fact]
    public void A_key_in_the_address_must_be_there() =>
        Assert.Contains("Url has {key}", Assert.Throws<OptionsValidationException>(
            () => Read(new(Valid) { ["Providers:0:Url"] = "https://api.example/{domain}?k={key}", ["Providers:0:Key"] = null }, Environments.Production)).Message);

    private static EnrichmentOptions Read(Dictionary<string, string?> settings, string environment)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create("Enrichment:" + setting.Key, setting.Value))).Build();
        var host = new HostingEnvironment { EnvironmentName = environment };
        using var services = new ServiceCollection().AddSingleton<IHostEnvironment>(host).AddCompanyProviders(configuration, environment == Environments.Development).BuildServiceProvider();
        return services.GetRequiredService<IOptions<EnrichmentOptions>>().Value;
    }
}
