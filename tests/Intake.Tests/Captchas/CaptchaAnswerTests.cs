using System.Text;
using CsCheck;
using Intake.Captchas;

namespace Intake.Tests.Captchas;

public sealed class CaptchaAnswerTests
{
    [Theory]
    [InlineData("turnstile", """{"success":true,"hostname":"www.lichtveld.example","action":"intake","challenge_ts":"2026-09-24T14:05:00Z","error-codes":[]}""", CaptchaVerdict.Passed)]
    [InlineData("turnstile", """{"success":true,"hostname":"WWW.lichtveld.example"}""", CaptchaVerdict.Passed)]
    [InlineData("turnstile", """{"success":true,"hostname":"evil.example","action":"intake"}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{"success":true,"action":"intake"}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{"success":true,"hostname":"www.lichtveld.example","action":"login"}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{"success":false,"error-codes":["invalid-input-response"]}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{"success":false,"error-codes":["timeout-or-duplicate"]}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{"success":false,"error-codes":["invalid-input-secret"]}""", CaptchaVerdict.Unavailable)]
    [InlineData("turnstile", """{"success":false,"error-codes":["internal-error"]}""", CaptchaVerdict.Unavailable)]
    [InlineData("turnstile", """{"success":false}""", CaptchaVerdict.Failed)]
    [InlineData("turnstile", """{}""", CaptchaVerdict.Failed)]
    [InlineData("recaptcha", """{"success":true,"hostname":"www.lichtveld.example","score":0.5,"action":"intake"}""", CaptchaVerdict.Passed)]
    [InlineData("recaptcha", """{"success":true,"hostname":"www.lichtveld.example","score":0.49,"action":"intake"}""", CaptchaVerdict.Failed)]
    [InlineData("hcaptcha", """{"success":true,"hostname":"www.lichtveld.example","score":0.1}""", CaptchaVerdict.Passed)]
    [InlineData("hcaptcha", """{"success":true,"hostname":"www.lichtveld.example","score":0.9}""", CaptchaVerdict.Failed)]
    public void An_answer_counts_for_its_host_action_and_score(string provider, string body, CaptchaVerdict verdict) =>
        Assert.Equal(verdict, CaptchaAnswer.Parse(Encoding.UTF8.GetBytes(body))!.Judge(CaptchaProvider.Find(provider)!, "www.lichtveld.example, lichtveld.example", "intake"));

    [Fact]
    public void Without_a_host_in_the_settings_any_will_do() =>
        Assert.Equal(CaptchaVerdict.Passed, CaptchaAnswer.Parse("""{"success":true,"hostname":"x.example"}"""u8)!.Judge(CaptchaProvider.Find("turnstile")!, null, "intake"));

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("""{"success":"yes"}""")]
    public void What_is_no_answer_is_none(string body) => Assert.Null(CaptchaAnswer.Parse(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void Any_bytes_are_read() => Gen.Byte.Array.Sample(bytes => { _ = CaptchaAnswer.Parse(bytes); });
}
