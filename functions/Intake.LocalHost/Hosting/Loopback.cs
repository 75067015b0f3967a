using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;

namespace Intake.LocalHost.Hosting;

/// <summary>The address this host listens on: <c>localhost</c>, which is 127.0.0.1 and ::1, never the network.</summary>
/// <remarks>A free port is taken before the host starts, because settings (the public URL) name it, and kept, so that nobody else gets it.</remarks>
internal sealed class Loopback : IDisposable
{
    private const int Attempts = 20;
    private readonly Dictionary<IPAddress, Socket> _reserved;

    private Loopback(int port, Dictionary<IPAddress, Socket> reserved) =>
        (Address, _reserved) = (new UriBuilder(Uri.UriSchemeHttp, "localhost", port).Uri, reserved);

    /// <summary>Where the host is reached.</summary>
    internal Uri Address { get; }

    /// <summary>Takes <paramref name="port"/>, or any free one when it is 0.</summary>
    internal static Loopback Reserve(int port)
    {
        if (port != 0) return new Loopback(port, []);
        for (var attempt = 1; ; attempt++)
        {
            try { return ReserveAny(); }
            catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse && attempt < Attempts) { }
        }
    }

    internal void Listen(KestrelServerOptions kestrel)
    {
        if (_reserved.Count == 0) kestrel.ListenLocalhost(Address.Port);
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

    private static Loopback ReserveAny()
    {
        var v4 = Bind(IPAddress.Loopback, 0);
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
