using System.Collections.Immutable;
using Intake.Captchas;
using Intake.Limits;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Microsoft.Extensions.Options;

namespace Intake.Submissions.Forms;

/// <summary>What makes the post of a form suspect, before any table is asked. Nothing of it shows in the answer.</summary>
public sealed class DoorCheck(FormTokens tokens, ICaptcha captcha, IOptions<LimitOptions> limits, IOptions<CaptchaOptions> captchas, TimeProvider time)
{
    /// <summary>The reasons for quarantine, and how long the asking took.</summary>
    /// <param name="form">The form.</param>
    /// <param name="fields">What was posted.</param>
    /// <param name="clientAddress">Where it came from; null when nobody knows.</param>
    public async Task<(ImmutableArray<string> Suspicions, TimeSpan Spent)> OfAsync(Form form, BodyFields fields, string? clientAddress)
    {
        var started = time.GetTimestamp();
        var token = tokens.Read(form.Id, fields[FormFieldNames.Token]);
        var asked = captchas.Value.Known is { } provider && !form.WithoutCaptcha ? fields[provider.Field] : null;
        var verdict = form.WithoutCaptcha || captchas.Value.Known is null ? CaptchaVerdict.Passed : await captcha.VerifyAsync(asked, clientAddress);
        return ([.. Reasons(form, fields, token, time.GetUtcNow(), limits.Value.MinSeconds).Concat(Reasons(verdict, captchas.Value.FailsClosed))],
            time.GetElapsedTime(started));
    }

    /// <summary>The reasons that the post itself gives. Pure.</summary>
    internal static IEnumerable<string> Reasons(Form form, BodyFields fields, FormToken token, DateTimeOffset now, int minSeconds)
    {
        if (HasTrap(form) && fields[FormFieldNames.Trap] is not null) yield return QuarantineReasons.Honeypot;
        switch (token.State)
        {
            case FormTokenState.Missing when form.TokenRequired: yield return QuarantineReasons.TokenMissing; break;
            case FormTokenState.Foreign: yield return QuarantineReasons.TokenForeign; break;
            case FormTokenState.Expired: yield return QuarantineReasons.TokenExpired; break;
            case FormTokenState.Valid when now - token.IssuedAt < TimeSpan.FromSeconds(form.MinSeconds ?? minSeconds): yield return QuarantineReasons.TooFast; break;
        }
    }

    /// <summary>Whether a form has the field that people do not see; not where it asks for one of that name.</summary>
    public static bool HasTrap(Form form) => form.Fields.All(field => field.Name != FormFieldNames.Trap);

    private static IEnumerable<string> Reasons(CaptchaVerdict verdict, bool failsClosed) => verdict switch
    {
        CaptchaVerdict.Missing => [QuarantineReasons.CaptchaMissing],
        CaptchaVerdict.Failed => [QuarantineReasons.CaptchaFailed],
        CaptchaVerdict.Unavailable when failsClosed => [QuarantineReasons.CaptchaUnavailable],
        _ => [],
    };
}
