using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;

namespace Intake.Http;

/// <summary>Tells who really sent a request. A forwarding header is anybody's text, so it is read from its end, and only as far as proxies of ours wrote it.</summary>
internal static class ClientAddress
{
    private const int MaxHops = 20, SiteBits = 64;

    /// <summary>The address of the client: the connection's, or where that is a proxy of ours the last one in the header that is not.</summary>
    /// <param name="peer">The other end of the connection; null when it has none.</param>
    /// <param name="forwardedFor">Values of <c>X-Forwarded-For</c>, several joined by commas.</param>
    /// <param name="proxies">The networks of our proxies.</param>
    public static IPAddress? Of(IPAddress? peer, string? forwardedFor, ImmutableArray<IPNetwork> proxies)
    {
        var client = Plain(peer);
        var hops = (forwardedFor ?? "").Split(',', StringSplitOptions.TrimEntries);
        for (var i = hops.Length - 1; i >= 0 && hops.Length - i <= MaxHops; i--)
        {
            if (client is null || !IsOurs(client, proxies)) return client;
            // What our proxy wrote cannot be read: it is the last that is certain.
            if (Parse(hops[i]) is not { } hop) return client;
            client = hop;
        }
        return client;
    }

    /// <summary>What counts as one sender: an IPv4 address, or the /64 that one subscriber has of IPv6. Null for this machine itself and for what is no address.</summary>
    public static string? Bucket(string? address)
    {
        if (!IPAddress.TryParse(address, out var parsed) || Plain(parsed) is not { } plain || IPAddress.IsLoopback(plain)) return null;
        if (plain.AddressFamily == AddressFamily.InterNetwork) return plain.ToString();
        var bytes = plain.GetAddressBytes();
        return Convert.ToHexStringLower(bytes.AsSpan(0, SiteBits / 8));
    }

    /// <summary>One hop of the header: an address, with a port or without, IPv6 in brackets or without.</summary>
    internal static IPAddress? Parse(string hop)
    {
        if (hop.Length is 0 or > 64) return null;
        var text = hop switch
        {
            ['[', .. var inside] when inside.IndexOf(']', StringComparison.Ordinal) is > 0 and var end => inside[..end],
            _ when hop.Count(c => c == ':') == 1 => hop[..hop.IndexOf(':', StringComparison.Ordinal)],
            _ => hop,
        };
        // "1" and "0x7f.1" are addresses to the parser; nobody forwards them so.
        var usual = text.Contains(':', StringComparison.Ordinal) ? !text.Contains('%', StringComparison.Ordinal)
            : text.Count(c => c == '.') == 3 && text.All(c => char.IsAsciiDigit(c) || c == '.');
        return usual && IPAddress.TryParse(text, out var address) ? Plain(address) : null;
    }

    private static bool IsOurs(IPAddress address, ImmutableArray<IPNetwork> proxies) =>
        proxies.Any(proxy => proxy.BaseAddress.AddressFamily == address.AddressFamily && proxy.Contains(address));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
