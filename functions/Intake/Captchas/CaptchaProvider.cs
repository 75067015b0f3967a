using System.Collections.Immutable;

namespace Intake.Captchas;

/// <summary>Somebody who tells people from bots.</summary>
/// <param name="Name">As the setting names it.</param>
/// <param name="Url">Where an answer is verified.</param>
/// <param name="Field">Field of the post that holds the answer.</param>
/// <param name="CssClass">Class of the element in which its script shows the question.</param>
/// <param name="Script">Its script.</param>
/// <param name="Policy">What a page that holds it must allow, as directives of a content security policy.</param>
/// <param name="Retries">Whether the same answer may be verified again with the same idempotency key.</param>
/// <param name="Passes">Whether a score is a person's.</param>
public sealed record CaptchaProvider(
    string Name, Uri Url, string Field, string CssClass, string Script, string Policy, bool Retries, Func<double, bool> Passes)
{
    private static readonly ImmutableArray<CaptchaProvider> All =
    [
        new("turnstile", new Uri("https://challenges.cloudflare.com/turnstile/v0/siteverify"), "cf-turnstile-response", "cf-turnstile",
            "https://challenges.cloudflare.com/turnstile/v0/api.js",
            "script-src https://challenges.cloudflare.com; frame-src https://challenges.cloudflare.com", Retries: true, _ => true),
        // Its score tells the risk; the others' tells the trust.
        new("hcaptcha", new Uri("https://api.hcaptcha.com/siteverify"), "h-captcha-response", "h-captcha", "https://js.hcaptcha.com/1/api.js",
            "script-src https://hcaptcha.com https://*.hcaptcha.com; frame-src https://hcaptcha.com https://*.hcaptcha.com; "
                + "connect-src https://hcaptcha.com https://*.hcaptcha.com", Retries: false, risk => risk < 0.8),
        new("recaptcha", new Uri("https://www.google.com/recaptcha/api/siteverify"), "g-recaptcha-response", "g-recaptcha",
            "https://www.google.com/recaptcha/api.js",
            "script-src https://www.google.com/recaptcha/ https://www.gstatic.com/recaptcha/; "
                + "frame-src https://www.google.com/recaptcha/ https://recaptcha.google.com/recaptcha/", Retries: false, trust => trust >= 0.5),
    ];

    /// <summary>Their names.</summary>
    public static string Names => string.Join(", ", All.Select(provider => provider.Name));

    /// <summary>The provider of a name; null when there is none.</summary>
    public static CaptchaProvider? Find(string? name) => All.FirstOrDefault(provider => provider.Name == name);

    /// <summary>Whether a field holds some provider's answer: not what the person said.</summary>
    public static bool IsAnswer(string field) => All.Any(provider => provider.Field == field);
}
