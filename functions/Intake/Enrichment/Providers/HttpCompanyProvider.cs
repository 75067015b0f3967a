using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Intake.Enrichment.Providers;

/// <summary>A provider that is asked over HTTP as its settings say.</summary>
internal sealed class HttpCompanyProvider(ProviderOptions options, IHttpClientFactory clients, TimeProvider time) : ICompanyProvider
{
    // Whoever says that we ask too often means all companies, not the one that was asked about.
    private long restUntil;

    /// <summary>Name of a provider's HTTP client.</summary>
    public static string ClientOf(string provider) => "enrichment:" + provider;

    /// <inheritdoc/>
    public string Name => options.Name;

    /// <inheritdoc/>
    public ProviderTerms Terms { get; } = options.Terms;

    /// <inheritdoc/>
    public async Task<ProviderAnswer> FindAsync(string domain, CancellationToken cancellationToken)
    {
        var rest = new DateTimeOffset(Interlocked.Read(ref restUntil), TimeSpan.Zero);
        if (time.GetUtcNow() < rest) return new ProviderAnswer.Failed(ProviderFault.Throttled, rest);
        try
        {
            var answer = await AskAsync(domain, cancellationToken);
            if (answer is ProviderAnswer.Failed { Fault: ProviderFault.Throttled, NotBefore: { } until }) Interlocked.Exchange(ref restUntil, until.UtcTicks);
            return answer;
        }
        catch (Exception fault) when (FaultOf(fault) is { } known)
        {
            return new ProviderAnswer.Failed(known);
        }
    }

    private async Task<ProviderAnswer> AskAsync(string domain, CancellationToken cancellationToken)
    {
        var inUrl = UrlTemplate.HoldsKey(options.Url);
        using var request = new HttpRequestMessage(HttpMethod.Get, UrlTemplate.Of(options.Url, domain, options.Key));
        request.Headers.Accept.Add(new("application/json"));
        if (!inUrl && options.Key is { } key) request.Headers.TryAddWithoutValidation(options.Header, key);
        using var http = clients.CreateClient(ClientOf(options.Name));
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        return AnswerReader.Read(response, await response.Content.ReadAsByteArrayAsync(cancellationToken), options, time.GetUtcNow());
    }

    private static ProviderFault? FaultOf(Exception exception) => exception switch
    {
        RefusedException refused => refused.Fault,
        { InnerException: RefusedException refused } => refused.Fault,
        TimeoutRejectedException or OperationCanceledException => ProviderFault.Timeout,
        BrokenCircuitException => ProviderFault.Resting,
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => ProviderFault.TooLarge,
        HttpRequestException or IOException => ProviderFault.Unreachable,
        _ => null,
    };
}
