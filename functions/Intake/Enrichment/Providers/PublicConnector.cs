using System.Net;
using System.Net.Sockets;

namespace Intake.Enrichment.Providers;

/// <summary>Gives the addresses of a host name: the edge of the process.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken cancellationToken);

/// <summary>Connects to one host and to no other. The name is resolved here, and the connection goes to the very address that was judged:
/// nobody can change what the name means in between.</summary>
internal sealed class PublicConnector(string host, int port, ResolveHost resolve, Predicate<IPAddress> isAllowed)
{
    /// <summary>Opens a connection.</summary>
    /// <exception cref="RefusedException">Another host, or one without an address that may be connected to.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        if (!string.Equals(target.Host, host, StringComparison.OrdinalIgnoreCase) || target.Port != port) throw new RefusedException(ProviderFault.Refused);
        var allowed = (await resolve(target.Host, cancellationToken)).Where(address => isAllowed(address)).ToArray();
        return allowed.Length > 0 ? await ConnectAsync(allowed, cancellationToken) : throw new RefusedException(ProviderFault.Refused);
    }

    private async Task<Stream> ConnectAsync(IPAddress[] addresses, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>We will have nothing to do with it, now or at the next try.</summary>
internal sealed class RefusedException(ProviderFault fault) : Exception("Refused.")
{
    /// <summary>Why.</summary>
    public ProviderFault Fault => fault;
}
