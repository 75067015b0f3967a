using System.Collections.Immutable;
using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Intake.Http;

/// <summary>Which proxies stand before us: <c>Proxies__0</c>, <c>__1</c>, ..., each an address or a network such as <c>10.0.0.0/8</c>.</summary>
public sealed class ProxyOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Proxies";

    /// <summary>What is no network.</summary>
    internal ImmutableArray<string> Wrong { get; private set; } = [];

    /// <summary>Their networks.</summary>
    internal ImmutableArray<IPNetwork> Networks { get; private set; } = [];

    /// <summary>Who sent a request.</summary>
    internal string? ClientOf(HttpRequest request) => ClientAddress.Of(
        request.HttpContext.Connection.RemoteIpAddress, request.Headers["X-Forwarded-For"].ToString(), Networks)?.ToString();

    /// <summary>Reads the section.</summary>
    internal void Read(IConfiguration configuration)
    {
        var texts = configuration.GetSection(Section).GetChildren().Select(proxy => proxy.Value).Where(text => !string.IsNullOrEmpty(text)).ToList();
        Networks = [.. texts.Select(text => Network(text!)).OfType<IPNetwork>()];
        Wrong = [.. texts.Where(text => Network(text!) is null)!];
    }

    private static IPNetwork? Network(string text) =>
        IPNetwork.TryParse(text, out var network) ? network
        : IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : null;
}

/// <summary>A proxy that is none is told at the start: without it every client would have its address.</summary>
internal sealed class ValidateProxyOptions : IValidateOptions<ProxyOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ProxyOptions options) => options.Wrong.IsEmpty
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail($"Proxies holds {string.Join(", ", options.Wrong)}, which is no address and no network such as 10.0.0.0/8.");
}
