using Intake.Captchas;

namespace Intake.Http;

/// <summary>A captcha to be shown.</summary>
/// <param name="Provider">Who asks it.</param>
/// <param name="SiteKey">By which the provider knows this site.</param>
public sealed record CaptchaView(CaptchaProvider Provider, string SiteKey);
