using System.Collections.Immutable;
using System.Net;
using CsCheck;
using Intake.Http;

namespace Intake.Tests.Http;

public sealed class ClientAddressTests
{
    private static readonly ImmutableArray<IPNetwork> Proxies = [IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("fd00::/8"), IPNetwork.Parse("127.0.0.1/32")];

    [Theory]
    [InlineData("203.0.113.7", null, "203.0.113.7")]
    // A stranger may write what he likes: he is no proxy.
    [InlineData("203.0.113.7", "198.51.100.1", "203.0.113.7")]
    [InlineData("10.1.2.3", "198.51.100.1", "198.51.100.1")]
    [InlineData("10.1.2.3", "198.51.100.1:51234", "198.51.100.1")]
    [InlineData("::ffff:10.1.2.3", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", "198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.2", "198.51.100.1", "127.0.0.2")]
    // What stands before the last hop was written by the client itself.
    [InlineData("10.1.2.3", "1.1.1.1, 198.51.100.1", "198.51.100.1")]
    [InlineData("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9", "198.51.100.1")]
    [InlineData("10.1.2.3", "10.0.0.1, 10.0.0.2", "10.0.0.1")]
    [InlineData("10.1.2.3", "198.51.100.1,", "10.1.2.3")]
    [InlineData("10.1.2.3", "198.51.100.1, unknown", "10.1.2.3")]
    [InlineData("10.1.2.3", "198.51.100.1, 10.0.0.9, evil", "10.1.2.3")]
    [InlineData("10.1.2.3", "", "10.1.2.3")]
    [InlineData("10.1.2.3", "1", "10.1.2.3")]
    [InlineData("10.1.2.3", "0x7f.0.0.1", "10.1.2.3")]
    [InlineData("10.1.2.3", "999.1.1.1", "10.1.2.3")]
    [InlineData("10.1.2.3", "<script>", "10.1.2.3")]
    [InlineData("10.1.2.3", "2001:db8::1", "2001:db8::1")]
    [InlineData("10.1.2.3", "[2001:db8::1]", "2001:db8::1")]
    [InlineData("10.1.2.3", "[2001:db8::1]:443", "2001:db8::1")]
    [InlineData("10.1.2.3", "fe80::1%eth0", "10.1.2.3")]
    [InlineData("10.1.2.3", "::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("fd00::1", "2001:db8::1", "2001:db8::1")]
    [InlineData("2001:db8::9", "2001:db8::1", "2001:db8::9")]
    public void The_client_is_the_last_that_no_proxy_of_ours_is(string peer, string? header, string client) =>
        Assert.Equal(client, ClientAddress.Of(IPAddress.Parse(peer), header, Proxies)!.ToString());

    [Fact]
    public void Without_a_connection_nobody_is_known() => Assert.Null(ClientAddress.Of(null, "198.51.100.1", Proxies));

    [Fact]
    public void A_header_of_a_stranger_never_counts_whatever_it_says() => Gen.String.Sample(header =>
        ClientAddress.Of(IPAddress.Parse("203.0.113.7"), header, Proxies)!.ToString() == "203.0.113.7");

    [Fact]
    public void Only_so_many_hops_are_read() =>
        Assert.Equal("10.0.0.1", ClientAddress.Of(
            IPAddress.Parse("10.1.2.3"), "198.51.100.1, " + string.Join(", ", Enumerable.Repeat("10.0.0.1", 5000)), Proxies)!.ToString());

    [Theory]
    [InlineData("198.51.100.1", "198.51.100.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "20010db800010002")]
    [InlineData("2001:db8:1:2::9", "20010db800010002")]
    [InlineData("::ffff:198.51.100.1", "198.51.100.1")]
    [InlineData("127.0.0.1", null)]
    [InlineData("::1", null)]
    [InlineData("nobody", null)]
    [InlineData(null, null)]
    public void A_subscriber_is_one_sender(string? address, string? bucket) => Assert.Equal(bucket, ClientAddress.Bucket(address));
}
