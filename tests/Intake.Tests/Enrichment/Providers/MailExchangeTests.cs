using System.Net;
using Intake.Enrichment.Providers;

namespace Intake.Tests.Enrichment.Providers;

/// <summary>Asked of a real name server, over a real socket.</summary>
public sealed class MailExchangeTests
{
    private static readonly NameServer.Answer None = new(0), NoSuchName = new(3), Broken = new(2), Refused = new(5);
    private static readonly NameServer.Answer Address = new(0, [192, 0, 2, 1]), Address6 = new(0, IPAddress.IPv6Loopback.GetAddressBytes());

    public static TheoryData<string, MailReach> Hosts => new()
    {
        { "an exchange", MailReach.Reachable },
        { "two exchanges", MailReach.Reachable },
        { "no such name", MailReach.Unreachable },
        { "takes no mail", MailReach.Unreachable },
        { "one exchange beside one that is none", MailReach.Reachable },
        { "an address only", MailReach.Reachable },
        { "a new address only", MailReach.Reachable },
        { "neither exchange nor address", MailReach.Unreachable },
        { "a broken server", MailReach.Unknown },
        { "a server that refuses", MailReach.Unknown },
        { "no exchange and then a broken server", MailReach.Unknown },
    };

    [Theory]
    [MemberData(nameof(Hosts))]
    public async Task A_host_is_reached_by_its_exchange_or_its_address(string host, MailReach reach)
    {
        await using var server = new NameServer(type => Tell(host, type));
        Assert.Equal(reach, await new DnsMailExchange(server.Address).LookUpAsync("firma.example", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_is_called_off_does_not_know()
    {
        using var end = new CancellationTokenSource();
        await using var server = new NameServer(_ =>
        {
            end.Cancel();
            return null;
        });
        Assert.Equal(MailReach.Unknown, await new DnsMailExchange(server.Address).LookUpAsync("firma.example", end.Token));
    }

    private static NameServer.Answer Tell(string host, int type) => (host, type) switch
    {
        ("an exchange", NameServer.Mx) => new(0, NameServer.Exchange(10, "mx.firma.example")),
        ("two exchanges", NameServer.Mx) => new(0, NameServer.Exchange(10, "mx1.firma.example"), NameServer.Exchange(20, "mx2.firma.example")),
        ("no such name", _) => NoSuchName,
        ("takes no mail", NameServer.Mx) => new(0, NameServer.Exchange(0, "")),
        ("takes no mail", _) => Address,
        ("one exchange beside one that is none", NameServer.Mx) => new(0, NameServer.Exchange(0, ""), NameServer.Exchange(10, "mx.firma.example")),
        ("an address only", NameServer.A) => Address,
        ("a new address only", NameServer.Aaaa) => Address6,
        ("a broken server", _) => Broken,
        ("a server that refuses", _) => Refused,
        ("no exchange and then a broken server", not NameServer.Mx) => Broken,
        _ => None,
    };
}
