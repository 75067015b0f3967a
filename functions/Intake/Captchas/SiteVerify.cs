using Intake.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Intake.Captchas;

/// <summary>Asks the provider. All three are asked the same way; a second time only the one that knows the repeat of a question.</summary>
internal sealed partial class SiteVerify(IHttpClientFactory clients, IOptions<CaptchaOptions> options, TimeProvider time, ILogger<SiteVerify> logger) : ICaptcha
{
    /// <summary>Name of the HTTP client.</summary>
    public const string HttpClient = "captcha";

    /// <summary>What a captcha is solved for.</summary>
    public const string Action = "intake";

    private const int MaxAnswer = 8192, MaxBody = 64 * 1024;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(1), FirstTry = TimeSpan.FromSeconds(0.6);

    public async Task<CaptchaVerdict> VerifyAsync(string? answer, string? clientAddress)
    {
        if (options.Value.Known is not { } provider) return CaptchaVerdict.Passed;
        if (string.IsNullOrEmpty(answer)) return CaptchaVerdict.Missing;
        if (answer.Length > MaxAnswer) return CaptchaVerdict.Failed;

        var started = time.GetTimestamp();
        var told = await TryAsync(provider, answer, clientAddress, provider.Retries ? FirstTry : Budget);
        if (told is null && provider.Retries && Budget - time.GetElapsedTime(started) is { Ticks: > 0 } left)
            told = await TryAsync(provider, answer, clientAddress, left);
        var verdict = told?.Judge(provider, options.Value.Hostname, Action) ?? CaptchaVerdict.Unavailable;
        if (verdict == CaptchaVerdict.Unavailable) NotAsked(logger, provider.Name, string.Join(' ', told?.ErrorCodes ?? []));
        return verdict;
    }

    private async Task<CaptchaAnswer?> TryAsync(CaptchaProvider provider, string answer, string? clientAddress, TimeSpan budget)
    {
        using var timeout = new CancellationTokenSource(budget, time);
        try
        {
            using var http = clients.CreateClient(HttpClient);
            using var question = new FormUrlEncodedContent(Question(provider, answer, clientAddress));
            using var response = await http.PostAsync(options.Value.Url ?? provider.Url, question, timeout.Token);
            // A provider tells a wrong answer with 200, some with 400; above that it tells nothing.
            if ((int)response.StatusCode >= 500) return null;
            await response.Content.LoadIntoBufferAsync(MaxBody, timeout.Token);
            return CaptchaAnswer.Parse(await response.Content.ReadAsByteArrayAsync(timeout.Token));
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Question(CaptchaProvider provider, string answer, string? clientAddress)
    {
        yield return new("secret", options.Value.Secret!);
        yield return new("response", answer);
        if (clientAddress is not null) yield return new("remoteip", clientAddress);
        if (provider.Name == "hcaptcha") yield return new("sitekey", options.Value.SiteKey!);
        // Of the answer, so that its repeat is known as one however often it is asked.
        if (provider.Retries) yield return new("idempotency_key", Guid.ParseExact(Keys.Id("captcha", answer), "N").ToString());
    }

    [LoggerMessage(LogLevel.Warning, "{Provider} could not tell about a captcha: {Codes}")]
    private static partial void NotAsked(ILogger logger, string provider, string codes);
}
