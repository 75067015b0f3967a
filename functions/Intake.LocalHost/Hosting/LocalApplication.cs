using System.Reflection;
using System.Text.Json;
using Intake.LocalHost.Functions;
using Intake.LocalHost.Http;
using Intake.LocalHost.Queues;
using Intake.LocalHost.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.LocalHost.Hosting;

/// <summary>Puts the host together: configuration and listeners before the app's services, the runtime after them.</summary>
internal static class LocalApplication
{
    // What the real host accepts.
    private const long MaxRequestBodySize = 100 * 1024 * 1024;

    internal static WebApplicationBuilder CreateBuilder(string[] args)
    {
        FailedStart.Install();
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, EnvironmentName = EnvironmentName(args) });
        builder.Configuration.AddEnvironmentVariables("AZURE_FUNCTIONS_").AddCommandLine(args);

        var loopback = Loopback.Reserve(builder.Configuration.GetValue("PORT", 7071));
        if (builder.Environment.IsDevelopment()) AddDefaults(builder.Configuration, loopback.Address);

        builder.Services.AddSingleton(loopback);
        builder.Services.Configure<JsonSerializerOptions>(json => json.PropertyNameCaseInsensitive = true);
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBodySize;
            loopback.Listen(kestrel);
        });
        builder.WebHost.UseSockets(sockets => sockets.CreateBoundListenSocket = loopback.Take);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter(FailedStart.LogCategory, LogLevel.None);
        builder.Logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning); // four lines for each mail
        return builder;
    }

    internal static WebApplication Build(WebApplicationBuilder builder, Pipeline pipeline)
    {
        AddRuntime(builder.Services, builder.Configuration, HostJson.Load(builder.Configuration), pipeline, builder.Environment.ApplicationName);
        LocalPages.AddServices(builder.Services);

        var app = builder.Build();
        app.UseRouting();
        AdminEndpoints.Map(app);
        LocalPages.Map(app);
        FunctionEndpoints.Map(app);
        return app;
    }

    private static void AddRuntime(IServiceCollection services, IConfiguration settings, HostJson host, Pipeline pipeline, string applicationName)
    {
        services.AddSingleton(host);
        services.AddSingleton(pipeline);
        services.AddSingleton(new SettingNames(settings));
        services.AddSingleton(new FunctionKeys(settings));
        services.AddSingleton(provider => FunctionCatalog.Load(
            Assembly.Load(new AssemblyName(applicationName)), provider.GetRequiredService<SettingNames>(), host));
        services.AddSingleton<Invoker>();
        services.AddSingleton<Shutdown>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = Shutdown.Timeout(settings));
        services.AddSingleton<QueueConnections>();
        services.AddSingleton<ScheduleStore>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<MatcherPolicy, MethodPolicy>();
        // Last, so that it runs after what the app does at its start.
        services.AddSingleton<Runtime>();
        services.AddHostedService(provider => provider.GetRequiredService<Runtime>());
    }

    private static void AddDefaults(ConfigurationManager configuration, Uri address) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(
            0, new MemoryConfigurationSource { InitialData = [.. LocalDefaults.For(address, configuration)] });

    private static string EnvironmentName(string[] args) =>
        new ConfigurationBuilder().AddEnvironmentVariables("AZURE_FUNCTIONS_").AddCommandLine(args).Build()[HostDefaults.EnvironmentKey]
        ?? Environments.Development;
}
