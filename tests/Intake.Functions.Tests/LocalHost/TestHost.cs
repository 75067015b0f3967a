using Azure.Storage.Queues;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Intake.Functions.Tests.LocalHost;

/// <summary>A local host in this process that runs the sample functions, on a port and on queues of its own.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly QueueServiceClient _queues;
    private readonly string _prefix;

    private TestHost(IHost host, QueueServiceClient queues, string prefix, Uri address)
    {
        (_host, _queues, _prefix) = (host, queues, prefix);
        Client = new HttpClient { BaseAddress = address };
    }

    internal HttpClient Client { get; }

    internal IServiceProvider Services => _host.Services;

    internal static string NewPrefix() => "t" + Guid.NewGuid().ToString("N")[..12];

    /// <param name="azurite">The storage.</param>
    /// <param name="probe">What the functions do.</param>
    /// <param name="settings">Settings as <c>--name=value</c>, over those for a host that polls fast and whose timers never come.</param>
    /// <param name="configure">Changes to the app.</param>
    internal static async Task<TestHost> StartAsync(
        Azurite azurite, Probe probe, string[]? settings = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var host = Build(azurite, probe, settings, configure);
        try
        {
            await host._host.StartAsync().Soon();
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        return host;
    }

    internal static TestHost Build(
        Azurite azurite, Probe probe, string[]? settings = null, Action<FunctionsApplicationBuilder>? configure = null)
    {
        var builder = FunctionsApplication.CreateBuilder([
            "--applicationName=Intake.Functions.Tests", "--PORT=0", "--DATA_DIR=", $"--Prefix={NewPrefix()}",
            $"--AzureWebJobsStorage={azurite.ConnectionString}", $"--Other={azurite.ConnectionString}",
            "--Schedule=0 0 0 1 1 *", "--Forgetful=0 0 0 1 1 *",
            "--AzureFunctionsJobHost:extensions:queues:maxPollingInterval=00:00:00.100",
            "--AzureFunctionsJobHost:extensions:queues:visibilityTimeout=00:00:00",
            "--AzureFunctionsJobHost:extensions:queues:maxDequeueCount=3",
            "--AzureWebJobs.Disabled.Disabled=true",
            "--Logging:LogLevel:Default=None", "--LocalHost:ShutdownGrace=00:00:05", .. settings ?? []]);
        builder.ConfigureFunctionsWebApplication();
        builder.Services.AddSingleton(probe);
        builder.Services.AddScoped<PerInvocation>();
        configure?.Invoke(builder);

        var queues = new QueueServiceClient(azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        return new TestHost(builder.Build(), queues, builder.Configuration["Prefix"]!, new Uri(builder.Configuration["Public:Url"]!));
    }

    /// <summary>The queue <c>%Prefix%-{name}</c>; made when not there.</summary>
    internal async Task<QueueClient> QueueAsync(string name)
    {
        var queue = Queue(name);
        await queue.CreateIfNotExistsAsync();
        return queue;
    }

    internal QueueClient Queue(string name) => _queues.GetQueueClient($"{_prefix}-{name}");

    internal Task StopAsync() => _host.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.StopAsync().Soon();
        if (_host is IAsyncDisposable disposable) await disposable.DisposeAsync();
    }
}
