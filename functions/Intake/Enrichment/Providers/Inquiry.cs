using Intake.Telemetry;
using Microsoft.Extensions.Logging;

namespace Intake.Enrichment.Providers;

/// <summary>Asks the providers and the name servers, all together within a limit of time. Whatever they do, there is an answer when it has passed.</summary>
public sealed partial class Inquiry(
    IEnumerable<ICompanyProvider> providers, MailCheck mail, LookupBudget budget, TimeProvider time, IntakeMetrics metrics, ILogger<Inquiry> logger)
{
    /// <summary>Names of the providers, in order.</summary>
    public IReadOnlyList<string> Names { get; } = [.. providers.Select(provider => provider.Name)];

    /// <summary>Asks who is still to be asked.</summary>
    /// <param name="known">What is known already.</param>
    /// <param name="host">Host whose mail is asked about; null for none.</param>
    /// <param name="asksProviders">Whether to ask the providers.</param>
    /// <param name="limit">The time there is.</param>
    /// <param name="cancellationToken">Cancels the asking.</param>
    /// <returns>What is known then; the very same where nothing was learned.</returns>
    public async Task<CompanyLookup> AskAsync(CompanyLookup known, string? host, bool asksProviders, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(limit, time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var reach = host is null ? null : mail.LookUpAsync(known, host, both.Token);
        var asked = asksProviders ? await ProvidersAsync(known, both.Token, cancellationToken) : known;
        if (reach is not null && await reach is { } told) asked = asked.WithMail(host!, told);
        cancellationToken.ThrowIfCancellationRequested();
        return asked;
    }

    private async Task<CompanyLookup> ProvidersAsync(CompanyLookup known, CancellationToken limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        List<(string, ProviderAnswer.Failed)> failures = [];
        foreach (var name in known.Wanting(Names, now).ToList())
        {
            var provider = providers.First(each => each.Name == name);
            var answer = await AnswerAsync(provider, known.Domain, limit, cancellationToken);
            Count(name, answer);
            if (answer is ProviderAnswer.Failed failed) failures.Add((name, failed));
            else known = known with { Providers = known.Providers.SetItem(name, Kept(answer, provider.Terms, now)) };
            if (answer is ProviderAnswer.Found) return known with { Later = null };
        }
        return known with { Later = failures.Count == 0 ? null : RetryPlan.Next(known.Later, failures, time.GetUtcNow()) };
    }

    private async Task<ProviderAnswer> AnswerAsync(ICompanyProvider provider, string domain, CancellationToken limit, CancellationToken cancellationToken)
    {
        try
        {
            if (await budget.TakeAsync(provider.Name, provider.Terms.PerDay, limit)) return await ToldAsync(provider, domain, limit);
            return new ProviderAnswer.Failed(ProviderFault.Budget, RetryPlan.NextDay(CompanyLookups.KeyOf(domain), time.GetUtcNow()));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProviderAnswer.Failed(ProviderFault.Timeout);
        }
    }

    // A provider that does not heed the limit is left to itself.
    private static async Task<ProviderAnswer> ToldAsync(ICompanyProvider provider, string domain, CancellationToken limit)
    {
        try
        {
            return await provider.FindAsync(domain, limit).WaitAsync(limit);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new ProviderAnswer.Failed(ProviderFault.Unexpected);
        }
    }

    private static ProviderLookup Kept(ProviderAnswer answer, ProviderTerms terms, DateTimeOffset now) => answer is ProviderAnswer.Found found
        ? new ProviderLookup(found.Facts, now, now + terms.Lifetime)
        : new ProviderLookup(null, now, now + terms.NotFoundLifetime);

    private void Count(string provider, ProviderAnswer answer)
    {
        metrics.Enriched(provider, answer switch
        {
            ProviderAnswer.Found => "found",
            ProviderAnswer.Failed { Fault: var fault } => Words.Of(fault),
            _ => "not-found",
        });
        // The others are told by the first of them, or by whoever set the budget.
        if (answer is ProviderAnswer.Failed { Fault: not (ProviderFault.Budget or ProviderFault.Resting) and var why }) NotTold(logger, provider, why);
    }

    [LoggerMessage(LogLevel.Warning, "{Provider} could not tell about a company: {Fault}; it is asked again later")]
    private static partial void NotTold(ILogger logger, string provider, ProviderFault fault);
}
