using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Intake.LocalHost.Hosting;

/// <summary>The address this host listens on: <c>localhost</c>, which is 127.0.0.1 and ::1, never the network.</summary>
/// <remarks>The port is taken before the host starts, because settings (the public URL) name it, and kept, so that nobody else gets it.</remarks>
internal sealed class Loopback : IDisposable
{
    private const int Attempts = 20;
    private readonly Dictionary<IPAddress, Socket> _reserved;

    private Loopback(int port, Dictionary<IPAddress, Socket> reserved) =>
        (Address, _reserved) = (new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri, reserved);

    /// <summary>Where the host is reached.</summary>
    internal Uri Address { get; }

    /// <summary>Takes <paramref name="port"/>, or any free one when it is 0.</summary>
    /// <exception cref="PortInUseException">Somebody else has it.</exception>
    internal static Loopback Reserve(int port)
    {
        for (var attempt = 1; ; attempt++)
        {
            try { return TakePort(port); }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                if (port != 0 || attempt == Attempts) throw new PortInUseException(port, e);
            }
        }
    }

    internal void Listen(KestrelServerOptions kestrel)
    {
        foreach (var address in _reserved.Keys) kestrel.Listen(address, Address.Port);
    }

    /// <summary>Hands over the reserved socket of an endpoint, or binds a new one.</summary>
    internal Socket Take(EndPoint endPoint) =>
        endPoint is IPEndPoint ip && _reserved.Remove(ip.Address, out var socket)
            ? socket
            : SocketTransportOptions.CreateDefaultBoundListenSocket(endPoint);

    public void Dispose()
    {
        foreach (var socket in _reserved.Values) socket.Dispose();
    }

    private static Loopback TakePort(int asked)
    {
        var v4 = Bind(IPAddress.Loopback, asked);
        var port = ((IPEndPoint)v4.LocalEndPoint!).Port;
        var reserved = new Dictionary<IPAddress, Socket> { [IPAddress.Loopback] = v4 };
        try
        {
            if (Socket.OSSupportsIPv6) reserved[IPAddress.IPv6Loopback] = Bind(IPAddress.IPv6Loopback, port);
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            // A machine without ::1: localhost is 127.0.0.1 alone there.
        }
        catch
        {
            v4.Dispose();
            throw;
        }

        return new Loopback(port, reserved);
    }

    private static Socket Bind(IPAddress address, int port)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (address.AddressFamily == AddressFamily.InterNetworkV6) socket.DualMode = false;
            socket.Bind(new IPEndPoint(address, port));
            // Listening already, because a socket that is only bound may share its port with another.
            socket.Listen();
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
