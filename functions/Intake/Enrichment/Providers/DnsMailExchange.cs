using System.Net;
using System.Net.Sockets;
using DnsClient;
using DnsClient.Protocol;

namespace Intake.Enrichment.Providers;

/// <summary>Asks the name servers of this machine, or <paramref name="server"/>. The caller limits the time.</summary>
internal sealed class DnsMailExchange(IPEndPoint? server = null) : IMailExchange
{
    // Made when first asked: a machine without name servers must start all the same.
    private readonly Lazy<LookupClient> client = new(() => new LookupClient(Options(server)));

    /// <inheritdoc/>
    public async Task<MailReach> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            var exchanges = await AskAsync(host, QueryType.MX, cancellationToken);
            return MailReaches.By(exchanges) ?? MailReaches.ByAddresses(
                await AskAsync(host, QueryType.A, cancellationToken), await AskAsync(host, QueryType.AAAA, cancellationToken));
        }
        catch (Exception e) when (e is DnsResponseException or SocketException or OperationCanceledException or InvalidOperationException or ArgumentException)
        {
            return MailReach.Unknown;
        }
    }

    private Task<IDnsQueryResponse> AskAsync(string host, QueryType type, CancellationToken cancellationToken) =>
        client.Value.QueryAsync(host + ".", type, cancellationToken: cancellationToken);

    private static LookupClientOptions Options(IPEndPoint? server)
    {
        var options = server is null ? new LookupClientOptions() : new LookupClientOptions(server);
        // What is learned is kept in the table, for all instances.
        (options.UseCache, options.ThrowDnsErrors, options.Retries, options.Timeout) = (false, false, 1, TimeSpan.FromSeconds(1));
        return options;
    }
}

/// <summary>What answers of name servers say about mail. Pure.</summary>
internal static class MailReaches
{
    /// <summary>By the mail exchanges; null where there are none, so that the addresses decide.</summary>
    public static MailReach? By(IDnsQueryResponse exchanges)
    {
        if (exchanges.Header.ResponseCode == DnsHeaderResponseCode.NotExistentDomain) return MailReach.Unreachable;
        if (exchanges.HasError) return MailReach.Unknown;
        MxRecord[] records = [.. exchanges.Answers.MxRecords()];
        if (records.Length == 0) return null;
        return records.All(record => record.Exchange.Value == ".") ? MailReach.Unreachable : MailReach.Reachable;
    }

    /// <summary>By the addresses of a host that has no mail exchange.</summary>
    public static MailReach ByAddresses(params ReadOnlySpan<IDnsQueryResponse> addresses)
    {
        var failed = false;
        foreach (var answer in addresses)
        {
            if (answer.Answers.AddressRecords().Any()) return MailReach.Reachable;
            failed |= answer.HasError && answer.Header.ResponseCode != DnsHeaderResponseCode.NotExistentDomain;
        }
        return failed ? MailReach.Unknown : MailReach.Unreachable;
    }
}
