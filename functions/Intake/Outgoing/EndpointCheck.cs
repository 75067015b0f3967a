using Intake.Playbooks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Outgoing;

/// <summary>Warns at the start of endpoints of the playbook that have no address, or nothing to sign with.</summary>
internal sealed partial class EndpointCheck(IServiceProvider services, ILogger<EndpointCheck> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var endpoints = ((PlaybookInForce)services.GetService(typeof(PlaybookInForce))!).Current.Endpoints.Endpoints;
        if (endpoints.IsEmpty) return Task.CompletedTask;
        var options = ((IOptions<EndpointOptions>)services.GetService(typeof(IOptions<EndpointOptions>))!).Value;
        foreach (var endpoint in endpoints)
        {
            if (options.Of(endpoint.Id) is not { } settings) NoAddress(logger, endpoint.Id, EndpointOptions.NameOf(endpoint.Id));
            else if (endpoint.Format == EndpointFormat.Intake && !settings.Secrets.Any()) NoSecret(logger, endpoint.Id, EndpointOptions.NameOf(endpoint.Id));
        }
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The playbook's endpoint {Endpoint} has no address: set Endpoints__{Name}__Url; what it is to be told waits")]
    private static partial void NoAddress(ILogger logger, string endpoint, string name);

    [LoggerMessage(LogLevel.Warning, "The playbook's endpoint {Endpoint} has no secret: set Endpoints__{Name}__Secret; what it is told is not signed")]
    private static partial void NoSecret(ILogger logger, string endpoint, string name);
}
