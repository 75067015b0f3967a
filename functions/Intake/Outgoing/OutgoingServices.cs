using System.Net;
using Intake.Enrichment.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Registers what tells other systems.</summary>
internal static class OutgoingServices
{
    /// <summary>Adds the endpoints of the settings, and who tells them.</summary>
    public static IServiceCollection AddOutgoing(this IServiceCollection services, IConfiguration configuration, bool development)
    {
        services.AddOptions<EndpointOptions>().Configure(options => options.Read(configuration)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<EndpointOptions>>(new ValidateEndpointOptions(development));
        services.TryAddSingleton<ResolveHost>(Dns.GetHostAddressesAsync);
        // The factory's own loggers would note the address, which holds a secret where Teams or Slack is told.
        services.AddHttpClient(WebhookSender.Client, http => http.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<ResolveHost>(), allowLoopback: development));
        services.AddSingleton<IWebhookSender, WebhookSender>().AddSingleton<DeliveryTable>().AddSingleton<Deliveries>().AddSingleton<DeliveryHandler>().AddSingleton<HandoffTeller>();
        services.AddSingleton<PayloadBuilder>().AddSingleton<EndpointCommandHandler>().AddSingleton<EndpointDoor>();
        return services.AddHostedService<EndpointCheck>();
    }

    /// <summary>Connects to the public internet only, whatever a name means by now, and follows nobody elsewhere.</summary>
    public static SocketsHttpHandler Handler(ResolveHost resolve, bool allowLoopback) => new()
    {
        ConnectCallback = (context, cancellationToken) => new PublicConnector(
            context.DnsEndPoint.Host, context.DnsEndPoint.Port, resolve,
            found => PublicAddress.IsPublic(found) || (allowLoopback && IPAddress.IsLoopback(found))).ConnectAsync(context, cancellationToken),
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        MaxResponseDrainSize = 4096,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };
}
