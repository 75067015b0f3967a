using Intake.Agenda;
using Microsoft.Extensions.Options;

namespace Intake.Enrichment.Providers;

/// <summary>Finds out about companies that the account book lacks: by what was looked up before, else by asking. What could not be asked is asked
/// again through the agenda.</summary>
public sealed class CompanyFinder(Inquiry inquiry, CompanyLookups lookups, AgendaTable agenda, IOptions<EnrichmentOptions> options, TimeProvider time)
{
    /// <summary>How long a lead waits, for all that is asked together.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>How long nobody waits: for what is asked later.</summary>
    public static readonly TimeSpan LaterLimit = TimeSpan.FromSeconds(10);

    private bool ChecksMail => options.Value.CheckMx == true;

    /// <summary>Finds out about the company of a newcomer; null where nobody is to be asked.</summary>
    /// <param name="traits">What the address tells.</param>
    /// <param name="account">The account that is to have what is learned later.</param>
    /// <param name="cancellationToken">Cancels the finding.</param>
    public async Task<Findings?> FindAsync(EmailTraits traits, string account, CancellationToken cancellationToken)
    {
        if (inquiry.Names.Count == 0 && !ChecksMail) return null;
        var row = await lookups.OfDomainAsync(traits.Domain, cancellationToken);
        var known = row.Lookup ?? new CompanyLookup { Domain = traits.Domain };
        // What failed a moment ago would only hold this one up as well.
        var asks = !(known.Later?.Due > time.GetUtcNow());
        var now = await SaveAsync(row, known, await inquiry.AskAsync(known, ChecksMail ? traits.Host : null, asks, Limit, cancellationToken), cancellationToken);
        // Also where it was planned before: that run may have died before it came to this.
        if (now.Later is { } later)
            await agenda.PutAsync(new AgendaEntry(later.Due, AgendaKinds.Enrich, account, CompanyLookups.KeyOf(traits.Domain)), cancellationToken);
        return Findings.Of(now, traits.Host, inquiry.Names, ChecksMail);
    }

    /// <summary>Asks again about a company whose lookup failed, if it is time.</summary>
    /// <param name="row">What is known of it.</param>
    /// <param name="cancellationToken">Cancels the asking.</param>
    public async Task<CompanyLookup> AgainAsync(LookupRow row, CancellationToken cancellationToken)
    {
        var known = row.Lookup ?? throw new ArgumentException("There is no such lookup.", nameof(row));
        if (known.Later is not { } later || later.Due > time.GetUtcNow()) return known;
        return await SaveAsync(row, known, await inquiry.AskAsync(known, null, true, LaterLimit, cancellationToken), cancellationToken);
    }

    private async Task<CompanyLookup> SaveAsync(LookupRow row, CompanyLookup known, CompanyLookup learned, CancellationToken cancellationToken) =>
        learned == known ? known : await lookups.SaveAsync(row, learned, theirs => theirs.Merge(learned, inquiry.Names, time.GetUtcNow()), cancellationToken);
}
