using Microsoft.Extensions.Options;

namespace Intake.Captchas;

/// <summary>Settings <c>Captcha__*</c>. Without a provider no captcha is asked.</summary>
public sealed class CaptchaOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Captcha";

    /// <summary><c>turnstile</c>, <c>hcaptcha</c> or <c>recaptcha</c>.</summary>
    public string? Provider { get; set; }

    /// <summary>The provider's secret key.</summary>
    public string? Secret { get; set; }

    /// <summary>The provider's key for pages.</summary>
    public string? SiteKey { get; set; }

    /// <summary>Hosts at which the captcha may have been solved, with commas between them; none: any that the provider allows.</summary>
    public string? Hostname { get; set; }

    /// <summary>What to think where the provider cannot be asked: <c>open</c> (trust) or <c>closed</c> (quarantine).</summary>
    public string OnFailure { get; set; } = "open";

    /// <summary>Where to ask, instead of the provider's own address.</summary>
    public Uri? Url { get; set; }

    /// <summary>The provider; null when no captcha is asked.</summary>
    internal CaptchaProvider? Known => CaptchaProvider.Find(Provider);

    internal bool FailsClosed => OnFailure == "closed";
}

/// <summary>Checks them at the start.</summary>
internal sealed class ValidateCaptchaOptions : IValidateOptions<CaptchaOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, CaptchaOptions options)
    {
        if (string.IsNullOrEmpty(options.Provider)) return ValidateOptionsResult.Success;
        if (options.Known is null) return ValidateOptionsResult.Fail($"Captcha__Provider is one of {CaptchaProvider.Names}.");
        if (string.IsNullOrEmpty(options.Secret) || string.IsNullOrEmpty(options.SiteKey))
            return ValidateOptionsResult.Fail("Captcha__Provider needs Captcha__Secret and Captcha__SiteKey.");
        return options.OnFailure is "open" or "closed"
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail("Captcha__OnFailure is open or closed.");
    }
}
