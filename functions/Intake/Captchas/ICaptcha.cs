namespace Intake.Captchas;

/// <summary>Asks whether a person solved a captcha: the edge of the process.</summary>
public interface ICaptcha
{
    /// <summary>Verifies an answer, within a second.</summary>
    /// <param name="answer">The field of the post; null when it has none.</param>
    /// <param name="clientAddress">Where the post came from; null when nobody knows.</param>
    Task<CaptchaVerdict> VerifyAsync(string? answer, string? clientAddress);
}
