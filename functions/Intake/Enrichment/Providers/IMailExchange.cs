namespace Intake.Enrichment.Providers;

/// <summary>Asks the name servers whether a host can receive mail: the edge of the process.</summary>
public interface IMailExchange
{
    /// <summary>Asks about the part of an address after the @, in punycode. Nothing is thrown for what the name servers do.</summary>
    Task<MailReach> LookUpAsync(string host, CancellationToken cancellationToken);
}

/// <summary>Whether mail reaches a host.</summary>
public enum MailReach
{
    /// <summary>Nobody could tell.</summary>
    Unknown,

    /// <summary>It has a mail exchange, or at least an address (RFC 5321, 5.1).</summary>
    Reachable,

    /// <summary>There is no such host, it has neither, or it says that it takes no mail (RFC 7505).</summary>
    Unreachable,
}
