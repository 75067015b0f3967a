using Intake.LocalHost;
using Intake.LocalHost.Hosting;
using Intake.LocalHost.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Intake.Functions.Tests.LocalHost;

public sealed class SettingsTests
{
    [Fact]
    public void Development_needs_no_settings()
    {
        var settings = Settings();

        Assert.Equal("UseDevelopmentStorage=true", settings["AzureWebJobsStorage"]);
        Assert.Equal(".data", settings["DATA_DIR"]);
        Assert.Equal("local-zoom-secret", settings["Webhooks:Zoom:Secrets:0"]);
        Assert.StartsWith("whsec_", settings["Webhooks:Standard:Secrets:0"], StringComparison.Ordinal);
        Assert.True(Convert.FromBase64String(settings["Webhooks:Standard:Secrets:0"]!["whsec_".Length..]).Length >= 24);
        Assert.NotNull(settings["SendGrid:From"]);
    }

    [Fact]
    public void The_host_itself_takes_the_mails_at_its_own_address()
    {
        var settings = Settings();

        Assert.Matches(@"^http://localhost:\d+$", settings["Public:Url"]);
        Assert.Equal(settings["Public:Url"], settings["SendGrid:Host"]);
        Assert.True(LocalDefaults.TakesMail(settings));
    }

    [Fact]
    public void With_a_key_mails_go_to_the_provider()
    {
        var settings = Settings("--SendGrid:ApiKey=SG.real");

        Assert.Null(settings["SendGrid:Host"]);
        Assert.False(LocalDefaults.TakesMail(settings));
    }

    [Fact]
    public void What_is_set_wins_over_a_default()
    {
        var settings = Settings("--SendGrid:Host=http://localhost:1", "--Public:Url=https://intake.example", "--Webhooks:Zoom:Secrets:0=mine");

        Assert.Equal("http://localhost:1", settings["SendGrid:Host"]);
        Assert.Equal("https://intake.example", settings["Public:Url"]);
        Assert.Equal("mine", settings["Webhooks:Zoom:Secrets:0"]);
    }

    [Fact]
    public void Another_environment_gets_no_defaults()
    {
        var builder = FunctionsApplication.CreateBuilder(["--PORT=0", "--environment=Production"]);

        Assert.True(builder.Environment.IsProduction());
        Assert.Null(builder.Configuration["Webhooks:Zoom:Secrets:0"]);
        Assert.Null(builder.Configuration["LocalHost:MasterKey"]);
    }

    [Fact]
    public void The_environment_is_development() =>
        Assert.True(FunctionsApplication.CreateBuilder(["--PORT=0"]).Environment.IsDevelopment());

    [Fact]
    public void The_host_file_is_the_one_next_to_the_app()
    {
        var host = HostJson.Load(new ConfigurationBuilder().Build());

        Assert.Equal("", host.RoutePrefix);
        Assert.Equal((16, 8, 8, true), (host.Queues.BatchSize, host.Queues.Threshold, host.Queues.MaxDequeueCount, host.Queues.IsBase64));
        Assert.Equal((TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(30)), (host.Queues.MaxPollingInterval, host.Queues.VisibilityTimeout));
    }

    [Fact]
    public void An_empty_host_file_means_the_defaults_of_the_real_host()
    {
        var directory = Directory.CreateTempSubdirectory("intake-host-");
        File.WriteAllText(Path.Combine(directory.FullName, "host.json"), """{"version":"2.0"}""");

        var host = HostJson.Load(new ConfigurationBuilder().Build(), directory.FullName);
        directory.Delete(recursive: true);

        Assert.Equal("api", host.RoutePrefix);
        Assert.Equal((16, 8, 5, true), (host.Queues.BatchSize, host.Queues.Threshold, host.Queues.MaxDequeueCount, host.Queues.IsBase64));
        Assert.Equal((TimeSpan.FromMinutes(1), TimeSpan.Zero), (host.Queues.MaxPollingInterval, host.Queues.VisibilityTimeout));
    }

    [Theory]
    [InlineData("batchSize", "33")]
    [InlineData("batchSize", "0")]
    [InlineData("newBatchThreshold", "-1")]
    [InlineData("maxPollingInterval", "00:00:00.01")]
    [InlineData("visibilityTimeout", "8.00:00:00")]
    [InlineData("maxDequeueCount", "0")]
    [InlineData("messageEncoding", "base32")]
    public void A_wrong_host_file_stops_the_start_and_names_the_option(string option, string value)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([new($"AzureFunctionsJobHost:extensions:queues:{option}", value)]).Build();

        Assert.Contains(option, Assert.Throws<InvalidOperationException>(() => HostJson.Load(settings)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("queue", "queue")]
    [InlineData("%A%-queue", "alpha-queue")]
    [InlineData("%A%%B__C%", "alphabeta")]
    public void Names_between_percent_signs_are_settings(string text, string resolved)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection([new("A", "alpha"), new("B:C", "beta")]).Build();

        Assert.Equal(resolved, new SettingNames(settings).Resolve(text));
    }

    [Theory]
    [InlineData(null, "AzureWebJobsStorage:queueServiceUri", "https://intake.queue.core.windows.net")]
    [InlineData("Other", "AzureWebJobsOther:queueServiceUri", "https://intake.queue.core.windows.net")]
    [InlineData("Other", "Other:queueServiceUri", "https://intake.queue.core.windows.net")]
    [InlineData("Other", "Other", "DefaultEndpointsProtocol=https;AccountName=intake;AccountKey=eA==;EndpointSuffix=core.windows.net")]
    public void A_storage_account_is_named_by_connection_string_or_address(string? connection, string setting, string value) =>
        Assert.Equal("https://intake.queue.core.windows.net/q", new QueueConnections(Settings($"--{setting}={value}")).Open(connection, "q").Uri.ToString());

    [Fact]
    public void A_missing_connection_is_named() =>
        Assert.Contains("'AzureWebJobsOther'", Assert.Throws<InvalidOperationException>(
            () => new QueueConnections(Settings()).Open("Other", "q")).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_setting_is_named() =>
        Assert.Contains("'Gone'", Assert.Throws<InvalidOperationException>(
            () => new SettingNames(new ConfigurationBuilder().Build()).Resolve("%Gone%")).Message, StringComparison.Ordinal);

    private static ConfigurationManager Settings(params string[] args) => FunctionsApplication.CreateBuilder(["--PORT=0", .. args]).Configuration;
}
