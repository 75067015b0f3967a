using System.Net;
using System.Net.Sockets;

namespace Intake.Enrichment.Providers;

/// <summary>Tells addresses of the public internet from all others, by the registries of special-purpose addresses (RFC 6890 and what came after it).</summary>
public static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24",
            "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Looks public, and is the platform that an Azure machine runs on.
            "168.63.129.16/32",
        }.Select(IPNetwork.Parse),
    ];

    // Protocol assignments with Teredo and ORCHID, documentation, 6to4.
    private static readonly IPNetwork[] NotPublic6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(IPNetwork.Parse)];

    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3"), Translated = IPNetwork.Parse("64:ff9b::/96");

    /// <summary>Whether an address is one of the public internet. One that holds an IPv4 address for a translator is judged by that one.</summary>
    public static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return IsPublic(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetwork) return !NotPublic4.Any(network => network.Contains(address));
        if (Translated.Contains(address)) return IsPublic(new IPAddress(address.GetAddressBytes().AsSpan(12)));
        return Global6.Contains(address) && !NotPublic6.Any(network => network.Contains(address));
    }
}
