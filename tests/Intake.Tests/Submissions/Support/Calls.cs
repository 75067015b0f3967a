using System.Collections.Immutable;
using Intake.Submissions.Sources;

namespace Intake.Tests.Submissions.Support;

/// <summary>Calls of providers, as the door gets and keeps them.</summary>
internal static class Calls
{
    public static WebhookCall Of(byte[] body, Func<string, string?> header, params string[] secrets) =>
        new(secrets, "POST", new Uri("https://intake.example/api/webhooks/any"), null, header, body, Sample.Now);

    public static WebhookCall Of(byte[] body, Dictionary<string, string> headers, params string[] secrets) =>
        Of(body, name => headers.GetValueOrDefault(name), secrets);

    /// <summary>The call as it is kept once it is known to be genuine.</summary>
    public static ProviderCall Kept(string provider, WebhookCall call) => new()
    {
        Id = "0123456789abcdef0123456789abcdef",
        Provider = provider,
        Headers = Providers.All.TryGetValue(provider, out var known)
            ? known.Headers.Where(name => call.Header(name) is not null)
                .ToImmutableSortedDictionary(name => name, name => call.Header(name)!, StringComparer.Ordinal)
            : null,
        Body = call.Body.ToArray(),
        ReceivedAt = call.Now,
    };
}
