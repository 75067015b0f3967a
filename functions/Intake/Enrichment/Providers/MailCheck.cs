using Intake.Telemetry;

namespace Intake.Enrichment.Providers;

/// <summary>Sees whether mail reaches a host, where that is not known already.</summary>
public sealed class MailCheck(IMailExchange mail, TimeProvider time, IntakeMetrics metrics)
{
    private static readonly TimeSpan ReachableFor = TimeSpan.FromDays(90), UnreachableFor = TimeSpan.FromDays(14);

    /// <summary>Asks the name servers; null where nothing was learned: it is known, or nobody could tell.</summary>
    /// <param name="known">What is known of the domain.</param>
    /// <param name="host">The host.</param>
    /// <param name="limit">Ends the asking.</param>
    public async Task<MailLookup?> LookUpAsync(CompanyLookup known, string host, CancellationToken limit)
    {
        var now = time.GetUtcNow();
        if (known.Mail.TryGetValue(host, out var kept) && kept.Until > now) return null;
        var reach = await ReachAsync(host, limit);
        metrics.Enriched("mail-exchange", reach.ToString().ToLowerInvariant());
        return reach switch
        {
            MailReach.Reachable => new MailLookup(true, now + ReachableFor),
            MailReach.Unreachable => new MailLookup(false, now + UnreachableFor),
            _ => null,
        };
    }

    private async Task<MailReach> ReachAsync(string host, CancellationToken limit)
    {
        try
        {
            return await mail.LookUpAsync(host, limit).WaitAsync(limit);
        }
        catch (OperationCanceledException)
        {
            return MailReach.Unknown;
        }
    }
}
