using System.Text;
using CsCheck;
using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

public class EmailAddressTests
{
    private static readonly string[] Hosts = ["gmail.com", "PM.me", "ya.ru", "Müller.example", "b.nl", "Ingrid.fastmail.com"];

    [Theory]
    [InlineData("ingrid@hoekstra.example", "ingrid@hoekstra.example")]
    [InlineData("  Ingrid.Hoekstra@Hoekstra.Example \t", "ingrid.hoekstra@hoekstra.example")]
    [InlineData("\u200Bingrid@hoekstra.example\uFEFF", "ingrid@hoekstra.example")]
    [InlineData("ingrid+events@hoekstra.example", "ingrid@hoekstra.example")]
    [InlineData("ingrid.+events@hoekstra.example", "ingrid@hoekstra.example")]
    [InlineData("+ingrid@hoekstra.example", "+ingrid@hoekstra.example")]
    [InlineData("i.n.grid@hoekstra.example", "i.n.grid@hoekstra.example")]
    [InlineData("I.N.Grid+x@GoogleMail.com", "ingrid@gmail.com")]
    [InlineData("ingrid@gmail.com", "ingrid@gmail.com")]
    [InlineData("in-gr_id.h@protonmail.com", "ingridh@proton.me")]
    [InlineData("ingrid@pm.me", "ingrid@proton.me")]
    [InlineData("ingrid.h@me.com", "ingrid.h@icloud.com")]
    [InlineData("ingrid.h@ya.ru", "ingrid-h@yandex.ru")]
    [InlineData("i.ngrid@outlook.com", "i.ngrid@outlook.com")]
    [InlineData("shop@ingrid.fastmail.com", "ingrid@fastmail.com")]
    [InlineData("shop@ingrid.fastmail.fm", "ingrid@fastmail.com")]
    [InlineData("shop@mail.ingrid.fastmail.com", "shop@mail.ingrid.fastmail.com")]
    [InlineData("ingrid-shop@yahoo.com", "ingrid-shop@yahoo.com")]
    [InlineData("o'neill@firma.example", "o'neill@firma.example")]
    [InlineData("a@b.nl", "a@b.nl")]
    [InlineData("x!#$%&*/=?^_`{|}~-@firma.example", "x!#$%&*/=?^_`{|}~-@firma.example")]
    [InlineData("info@müller.example", "info@xn--mller-kva.example")]
    [InlineData("info@MÜLLER.example", "info@xn--mller-kva.example")]
    [InlineData("info@xn--mller-kva.example", "info@xn--mller-kva.example")]
    [InlineData("MÜLLER@firma.example", "müller@firma.example")]
    [InlineData("mu\u0308ller@firma.example", "müller@firma.example")]
    [InlineData("用户@例子.example", "用户@xn--fsqu00a.example")]
    [InlineData("jan@1001nacht.example", "jan@1001nacht.example")]
    [InlineData("-@proton.me", "-@proton.me")]
    public void An_address_has_one_canonical_form(string typed, string canonical)
    {
        Assert.True(EmailAddress.TryParse(typed, out var address));
        Assert.Equal(canonical, address.Canonical);
        Assert.Equal(canonical.Split('@')[1].Length > 0, address.Host.Length > 0);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("ingrid")]
    [InlineData("@firma.example")]
    [InlineData("ingrid@")]
    [InlineData("ingrid@firma")]
    [InlineData("ingrid@@firma.example")]
    [InlineData("a@b@firma.example")]
    [InlineData(".ingrid@firma.example")]
    [InlineData("ingrid.@firma.example")]
    [InlineData("in..grid@firma.example")]
    [InlineData("ingrid@.firma.example")]
    [InlineData("ingrid@firma..example")]
    [InlineData("ingrid@firma.example.")]
    [InlineData("ingrid@-firma.example")]
    [InlineData("ingrid@firma-.example")]
    [InlineData("ingrid@fir_ma.example")]
    [InlineData("ingrid@fir ma.example")]
    [InlineData("in grid@firma.example")]
    [InlineData("in\u200Bgrid@firma.example")]
    [InlineData("ingrid@fir\u200Bma.example")]
    [InlineData("ingrid@fir\u00ADma.example")]
    [InlineData("ingrid\u202Egro.elpmaxe@firma.example")]
    [InlineData("ingrid@127.0.0.1")]
    [InlineData("ingrid@[127.0.0.1]")]
    [InlineData("\"ingrid h\"@firma.example")]
    [InlineData("Ingrid <ingrid@firma.example>")]
    [InlineData("ingrid@firma.example, piet@firma.example")]
    [InlineData("ingrid@firma.example;piet@firma.example")]
    [InlineData("ingrid@firma.example\r\nBcc: piet@firma.example")]
    [InlineData("ingrid\r\n@firma.example")]
    [InlineData("ingrid\0@firma.example")]
    [InlineData("ingrid(hoi)@firma.example")]
    [InlineData("ingrid\\@firma.example")]
    [InlineData("in:grid@firma.example")]
    [InlineData("\uD800@firma.example")]
    [InlineData("ingrid@\uDC00.example")]
    [InlineData("😀@firma.example")]
    public void What_could_never_receive_mail_is_refused(string? typed) => Assert.False(EmailAddress.TryParse(typed, out _));

    [Theory]
    [InlineData(64, 63, true)]
    [InlineData(65, 63, false)]
    [InlineData(64, 64, false)]
    public void Lengths_are_those_of_SMTP(int local, int label, bool valid) =>
        Assert.Equal(valid, EmailAddress.TryParse($"{new string('a', local)}@{new string('b', label)}.example", out _));

    [Fact]
    public void The_address_as_typed_is_kept_for_sending()
    {
        Assert.True(EmailAddress.TryParse(" I.Hoekstra+Zon@GMAIL.com ", out var address));
        Assert.Equal("I.Hoekstra+Zon@GMAIL.com", address.Typed);
        Assert.Equal("gmail.com", address.Host);
        Assert.Equal("ihoekstra", address.Local);
    }

    [Fact]
    public void A_megabyte_is_refused() =>
        Assert.False(EmailAddress.TryParse(new string(' ', 1 << 20) + "a@b.example", out _));

    [Fact]
    public void Look_alikes_are_other_persons()
    {
        Assert.True(EmailAddress.TryParse("ingrid@gmaıl.com", out var lookAlike)); // dotless i
        Assert.NotEqual("gmail.com", lookAlike.Host);
    }

    [Fact]
    public void Parsing_never_throws() =>
        Gen.String.Sample(text =>
            new[] { text, $"a@{text}", $"a@{text}.example", $"{text}@firma.example" }.All(
                candidate => !EmailAddress.TryParse(candidate, out var address) || address.Canonical.EndsWith(address.Host, StringComparison.Ordinal)
                    || DomainLists.IsFreemail(address.Host)));

    [Fact]
    public void The_canonical_form_is_its_own_canonical_form() =>
        Gen.Select(Gen.String[Gen.Char["abcZ.+-_'üİßǅK\u0301"], 1, 12], Gen.Int[0, Hosts.Length - 1]).Sample(
            (local, host) => !EmailAddress.TryParse($"{local}@{Hosts[host]}", out var first)
                || (EmailAddress.TryParse(first.Canonical, out var second) && second.Canonical == first.Canonical), iter: 2_000);
}
