using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Captchas;

/// <summary>What became of a captcha.</summary>
public enum CaptchaVerdict
{
    /// <summary>A person, as far as the provider can tell.</summary>
    Passed,

    /// <summary>The post holds no answer.</summary>
    Missing,

    /// <summary>A wrong answer, or one given somewhere else.</summary>
    Failed,

    /// <summary>The provider could not be asked, or does not know us.</summary>
    Unavailable,
}

/// <summary>What a provider tells about an answer. Pure.</summary>
internal sealed record CaptchaAnswer
{
    public bool Success { get; init; }

    public string? Hostname { get; init; }

    public string? Action { get; init; }

    public double? Score { get; init; }

    [JsonPropertyName("error-codes")]
    public ImmutableArray<string>? ErrorCodes { get; init; }

    // Faults of ours or theirs, for which nobody who posts can be blamed.
    private static readonly ImmutableArray<string> NotTheirs =
        ["missing-input-secret", "invalid-input-secret", "bad-request", "internal-error", "sitekey-secret-mismatch", "not-using-dummy-secret", "invalid-keys"];

    /// <summary>Reads a provider's answer; null when it is none.</summary>
    public static CaptchaAnswer? Parse(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body, CaptchaJson.Default.CaptchaAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>What it means.</summary>
    /// <param name="provider">Who says it.</param>
    /// <param name="hostname">Hosts at which it may have been solved, with commas between them; null for any.</param>
    /// <param name="action">What it was solved for; an answer that names none is not asked.</param>
    public CaptchaVerdict Judge(CaptchaProvider provider, string? hostname, string action)
    {
        if (!Success) return (ErrorCodes ?? []).Any(NotTheirs.Contains) ? CaptchaVerdict.Unavailable : CaptchaVerdict.Failed;
        var hosts = (hostname ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var elsewhere = hosts.Length > 0 && !hosts.Contains(Hostname, StringComparer.OrdinalIgnoreCase);
        var otherwise = !string.IsNullOrEmpty(Action) && Action != action;
        return elsewhere || otherwise || (Score is { } score && !provider.Passes(score)) ? CaptchaVerdict.Failed : CaptchaVerdict.Passed;
    }
}

/// <summary>How providers write.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CaptchaAnswer))]
internal sealed partial class CaptchaJson : JsonSerializerContext;
