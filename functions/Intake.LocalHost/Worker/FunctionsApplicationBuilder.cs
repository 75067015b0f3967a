#pragma warning disable CS1591 // the members are those of Microsoft.Azure.Functions.Worker, documented there

using Intake.LocalHost.Functions;
using Intake.LocalHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Microsoft.Azure.Functions.Worker.Builder;

#pragma warning disable CA1052 // the real one is not static either
public class FunctionsApplication
#pragma warning restore CA1052
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(LocalApplication.CreateBuilder(args));
}

public class FunctionsApplicationBuilder : IHostApplicationBuilder, IFunctionsWorkerApplicationBuilder
{
    private readonly WebApplicationBuilder _web;
    private readonly Pipeline _pipeline = new();

    internal FunctionsApplicationBuilder(WebApplicationBuilder web) => _web = web;

    public IDictionary<object, object> Properties => ((IHostApplicationBuilder)_web).Properties;
    public ConfigurationManager Configuration => _web.Configuration;
    public IHostEnvironment Environment => _web.Environment;
    public ILoggingBuilder Logging => _web.Logging;
    public IMetricsBuilder Metrics => _web.Metrics;
    public IServiceCollection Services => _web.Services;
    IConfigurationManager IHostApplicationBuilder.Configuration => _web.Configuration;

    public IHost Build() => LocalApplication.Build(_web, _pipeline);

    public void ConfigureContainer<TContainerBuilder>(
        IServiceProviderFactory<TContainerBuilder> factory, Action<TContainerBuilder>? configure = null) where TContainerBuilder : notnull =>
        ((IHostApplicationBuilder)_web).ConfigureContainer(factory, configure);

    public IFunctionsWorkerApplicationBuilder Use(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware)
    {
        _pipeline.Use(middleware);
        return this;
    }
}
