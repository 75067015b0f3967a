using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Webinars;

public sealed class PathSecretTests
{
    internal const string Secret = "x6QfQ0m9Yy2b7Kq4Jt8Zr1Vw";

    [Theory]
    [InlineData(null, SignatureState.Missing)]
    [InlineData("", SignatureState.Missing)]
    [InlineData("x6QfQ0m9Yy2b7Kq4Jt8Zr1V", SignatureState.Wrong)]
    [InlineData("x6QfQ0m9Yy2b7Kq4Jt8Zr1Vww", SignatureState.Wrong)]
    [InlineData("X6QfQ0m9Yy2b7Kq4Jt8Zr1Vw", SignatureState.Wrong)]
    [InlineData(Secret, SignatureState.Valid)]
    public void Only_the_secret_itself_fits(string? given, SignatureState expected) =>
        Assert.Equal(expected, PathSecret.Verify(Call(given, Secret)).State);

    [Fact]
    public void Any_changed_bit_is_another_secret() =>
        Bits.ForEachChange(Secret, changed => Assert.Null(PathSecret.Verify(Call(changed, Secret)).Secret));

    [Fact]
    public void Two_secrets_fit_while_one_is_replaced() => Assert.Equal(Secret, PathSecret.Verify(Call(Secret, "the-next-secret-of-24-chars", Secret)).Secret);

    [Fact]
    public void Without_a_secret_nothing_fits() => Assert.Null(PathSecret.Verify(Call(Secret)).Secret);

    [Theory]
    [InlineData(Secret, true)]
    [InlineData("too-short", false)]
    [InlineData("with/slash/in/it/and/long/enough", false)]
    [InlineData("with space in it and long enough", false)]
    public void A_secret_must_be_long_and_fit_into_an_address(string secret, bool usable) => Assert.Equal(usable, PathSecret.IsUsable(secret));

    private static WebhookCall Call(string? given, params string[] secrets) => Calls.Of([], _ => null, secrets) with { PathSecret = given };
}
