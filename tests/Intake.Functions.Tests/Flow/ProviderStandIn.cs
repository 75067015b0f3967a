using Intake.Enrichment.Providers;

namespace Intake.Functions.Tests.Flow;

/// <summary>A provider of company facts that answers as it is told.</summary>
internal sealed class ProviderStandIn(string name = "facts") : ICompanyProvider
{
    /// <summary>Facts that fit.</summary>
    public static readonly ProviderAnswer Found = new ProviderAnswer.Found(
        new ProviderFacts { Name = "Hoekstra Transport", Staff = 320, Industry = "logistics", Country = "NL" });

    public string Name => name;

    public ProviderTerms Terms { get; init; } = new(500, TimeSpan.FromDays(90), TimeSpan.FromDays(14));

    /// <summary>The answer; one that never ends hangs, whatever the caller does.</summary>
    public Func<Task<ProviderAnswer>> Answer { get; set; } = () => Task.FromResult(Found);

    /// <summary>The domains it was asked about.</summary>
    public List<string> Asked { get; } = [];

    public static Task<ProviderAnswer> Hangs() => new TaskCompletionSource<ProviderAnswer>().Task;

    public static Func<Task<ProviderAnswer>> Fails(ProviderFault fault, DateTimeOffset? notBefore = null) =>
        () => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Failed(fault, notBefore));

    public Task<ProviderAnswer> FindAsync(string domain, CancellationToken cancellationToken)
    {
        Asked.Add(domain);
        return Answer();
    }
}

/// <summary>Name servers that answer as they are told.</summary>
internal sealed class NameServersStandIn(Func<Task<MailReach>> answer) : IMailExchange
{
    /// <summary>The hosts they were asked about.</summary>
    public List<string> Asked { get; } = [];

    public Task<MailReach> LookUpAsync(string host, CancellationToken cancellationToken)
    {
        Asked.Add(host);
        return answer();
    }
}
