using System.Net;
using Intake.Agenda;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Timeout;

namespace Intake.Enrichment.Providers;

/// <summary>Registers who is asked about companies.</summary>
internal static class EnrichmentServices
{
    /// <summary>Adds the providers of the settings and the check of mail.</summary>
    public static IServiceCollection AddCompanyProviders(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        var section = configuration.GetSection(EnrichmentOptions.Section);
        services.AddOptions<EnrichmentOptions>().Bind(section).PostConfigure(options => options.CheckMx ??= !development).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EnrichmentOptions>, ValidateEnrichmentOptions>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EnrichmentOptions>, ValidateWrittenSettings>(_ => new ValidateWrittenSettings(configuration)));
        services.TryAddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        services.TryAddSingleton<IMailExchange>(new DnsMailExchange());
        var settings = section.Get<EnrichmentOptions>() ?? new EnrichmentOptions();
        foreach (var provider in settings.Providers) services.AddProvider(provider, development && settings.AllowLoopback);
        services.AddSingleton<MailCheck>().AddSingleton<Inquiry>().AddSingleton<LookupBudget>().AddSingleton<CompanyLookups>().AddSingleton<CompanyFinder>();
        return services.AddSingleton<IAgendaStep, EnrichStep>();
    }

    private static void AddProvider(this IServiceCollection services, ProviderOptions options, bool allowLoopback)
    {
        services.AddSingleton<ICompanyProvider>(provider => new HttpCompanyProvider(
            options, provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<TimeProvider>()));
        // The factory's own loggers would note the address, which holds the domain and perhaps the key.
        var client = services.AddHttpClient(HttpCompanyProvider.ClientOf(options.Name), http => http.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        client.ConfigurePrimaryHttpMessageHandler(provider => Handler(
            UrlTemplate.Of(options.Url, "example.com", null), provider.GetRequiredService<ResolveHost>(), allowLoopback));
        client.AddResilienceHandler("lookup", (pipeline, context) => Withstand(pipeline, options, context.ServiceProvider.GetRequiredService<TimeProvider>()));
        client.AddHttpMessageHandler(() => new BoundedBodyHandler());
    }

    private static SocketsHttpHandler Handler(Uri address, ResolveHost resolve, bool allowLoopback)
    {
        var connector = new PublicConnector(
            address.IdnHost, address.Port, resolve, found => PublicAddress.IsPublic(found) || (allowLoopback && IPAddress.IsLoopback(found)));
        return new SocketsHttpHandler
        {
            ConnectCallback = connector.ConnectAsync,
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            // Tells the provider nothing of our traces, and makes none in which the address would stand.
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
    }

    // From the outside in: once more after a fault that may pass, left alone when most fail, a limit for each try.
    private static void Withstand(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ProviderOptions options, TimeProvider time)
    {
        pipeline.TimeProvider = time;
        pipeline.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 1, Delay = TimeSpan.FromMilliseconds(100), BackoffType = DelayBackoffType.Constant, UseJitter = false,
            ShouldRetryAfterHeader = false, ShouldHandle = answer => ValueTask.FromResult(MayPass(answer.Outcome)),
        });
        pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5, MinimumThroughput = 6, SamplingDuration = TimeSpan.FromMinutes(1), BreakDuration = TimeSpan.FromMinutes(1),
            ShouldHandle = answer => ValueTask.FromResult(MayPass(answer.Outcome)),
        });
        pipeline.AddTimeout(options.Timeout);
    }

    private static bool MayPass(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } or { InnerException: RefusedException } } => false,
        { Exception: HttpRequestException or IOException or TimeoutRejectedException } => true,
        { Result: { } response } => (int)response.StatusCode >= 500,
        _ => false,
    };
}
