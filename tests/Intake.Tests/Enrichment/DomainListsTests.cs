using Intake.Enrichment;

namespace Intake.Tests.Enrichment;

public class DomainListsTests
{
    [Theory]
    [InlineData("freemail.txt", 11_000)]
    [InlineData("disposable.txt", 120_000)]
    [InlineData("public-suffixes.txt", 9_500)]
    [InlineData("roles.txt", 900)]
    [InlineData("internet-providers.txt", 200)]
    [InlineData("freemail-own.txt", 30)]
    [InlineData("roles-own.txt", 350)]
    [InlineData("schools.txt", 12_000)]
    [InlineData("places.txt", 220)]
    public void Every_list_says_where_it_is_from_and_is_sorted(string file, int atLeast)
    {
        var lines = DataList.Lines(file).ToList();
        Assert.StartsWith("# Source: ", lines[0]);
        Assert.StartsWith("# Licence: ", lines[1]);
        var entries = lines.Where(line => !line.StartsWith('#')).ToList();
        Assert.Equal(3, lines.Count - entries.Count);
        Assert.InRange(entries.Count, atLeast, 2 * atLeast);
        Assert.Equal(entries.Distinct().Order(StringComparer.Ordinal), entries);
        Assert.DoesNotContain(entries, entry => entry.Length == 0 || entry.Any(c => !char.IsAscii(c) || char.IsWhiteSpace(c)));
        if (file != "places.txt") Assert.DoesNotContain(entries, entry => entry.Any(char.IsAsciiLetterUpper));
    }

    [Theory]
    [InlineData("gmail.com", true)]
    [InlineData("hotmail.nl", true)]
    [InlineData("ziggo.nl", true)]
    [InlineData("mail.planet.nl", true)]
    [InlineData("caiway.nl", true)]
    [InlineData("hey.com", true)]
    [InlineData("hoekstra.example", false)]
    [InlineData("philips.com", false)]
    [InlineData("notgmail.com", false)]
    [InlineData("gmail.com.hoekstra.example", false)]
    [InlineData("com", false)]
    public void Free_mail_is_told_by_host(string host, bool freemail) => Assert.Equal(freemail, DomainLists.IsFreemail(host));

    [Theory]
    [InlineData("mailinator.com", true)]
    [InlineData("anything.mailinator.com", true)]
    [InlineData("10minutemail.com", true)]
    [InlineData("gmail.com", false)]
    [InlineData("icloud.com", false)]
    [InlineData("hoekstra.example", false)]
    public void Disposable_hosts_are_told_with_those_below_them(string host, bool disposable) => Assert.Equal(disposable, DomainLists.IsDisposable(host));

    [Theory]
    [InlineData("info", true)]
    [InlineData("INFO+fair", true)]
    [InlineData("inkoop", true)]
    [InlineData("receptie", true)]
    [InlineData("noreply", true)]
    [InlineData("shop-no-reply", true)]
    [InlineData("sales", true)]
    [InlineData("ingrid", false)]
    [InlineData("sem", false)]
    [InlineData("i.hoekstra", false)]
    [InlineData("sales-nl", true)]
    [InlineData("info2", true)]
    [InlineData("support.export", true)]
    [InlineData("sales.jansen", false)]
    [InlineData("infante", false)]
    [InlineData("nl", false)]
    [InlineData("information.hoekstra", false)]
    public void Roles_are_no_persons(string local, bool role) => Assert.Equal(role, DomainLists.IsRole(local));

    [Theory]
    [InlineData("student.hogeschool.example", true)]
    [InlineData("students.uni.ac.uk", true)]
    [InlineData("stud.uni.example", true)]
    [InlineData("mail.student.hogeschool.example", true)]
    [InlineData("hogeschool.example", false)]
    [InlineData("students.example", false)]
    [InlineData("studentenhuis.hogeschool.example", false)]
    public void Students_are_told_by_a_label_of_the_host(string host, bool student) => Assert.Equal(student, DomainLists.IsStudent(host));

    [Theory]
    [InlineData("hoekstra.example", DomainKind.Company)]
    [InlineData("gmail.com", DomainKind.Freemail)]
    [InlineData("x.gmail.com", DomainKind.Freemail)]
    [InlineData("co.uk", DomainKind.Freemail)]
    [InlineData("mail.ziggo.nl", DomainKind.InternetProvider)]
    [InlineData("x.mailinator.com", DomainKind.Disposable)]
    [InlineData("cs.ox.ac.uk", DomainKind.School)]
    [InlineData("student.hogeschool.example", DomainKind.School)]
    [InlineData("uni-test.de", DomainKind.School)]
    [InlineData("lincoln.k12.ca.us", DomainKind.School)]
    [InlineData("gemeenteergens.nl", DomainKind.Government)]
    [InlineData("bmi.bund.de", DomainKind.Government)]
    [InlineData("x.gov.uk", DomainKind.Government)]
    [InlineData("kerkgemeente.nl", DomainKind.Company)]
    [InlineData("rockwool.nl", DomainKind.Company)]
    [InlineData("edu.com", DomainKind.Company)]
    [InlineData("bund.de.example", DomainKind.Company)]
    public void The_kinds_of_domains_are_told_apart(string host, DomainKind kind)
    {
        var traits = EmailAddress.Parse("x@" + host).TraitsOf();
        Assert.Equal(kind, traits.Kind);
        Assert.Equal((kind.TellsNobody(), kind is DomainKind.Disposable), (traits.Freemail, traits.Disposable));
        Assert.Equal(DomainLists.IsFreemail(host) || DomainLists.IsDisposable(host) || RegistrableDomain.Of(host) is null, traits.Freemail);
    }

    [Fact]
    public void No_wildcard_is_for_every_name() => Assert.DoesNotContain(
        DataList.Lines("domain-kinds.txt").Where(line => line.Contains(" domain: ", StringComparison.Ordinal)).SelectMany(line => line.Split(": ")[1].Split(", ")),
        pattern => pattern.Split('.')[0].Trim('*').Length < 2);

    [Theory]
    [InlineData("example.com", "example.com")]
    [InlineData("mail.example.com", "example.com")]
    [InlineData("a.b.example.co.uk", "example.co.uk")]
    [InlineData("co.uk", null)]
    [InlineData("com", null)]
    [InlineData("hoekstra.example", "hoekstra.example")]
    [InlineData("a.b.hoekstra.example", "hoekstra.example")]
    [InlineData("test.ck", null)]
    [InlineData("b.test.ck", "b.test.ck")]
    [InlineData("a.b.test.ck", "b.test.ck")]
    [InlineData("www.ck", "www.ck")]
    [InlineData("www.www.ck", "www.ck")]
    [InlineData("c.kobe.jp", null)]
    [InlineData("a.b.c.kobe.jp", "b.c.kobe.jp")]
    [InlineData("www.city.kobe.jp", "city.kobe.jp")]
    [InlineData("a.b.ide.kyoto.jp", "b.ide.kyoto.jp")]
    [InlineData("test.k12.ak.us", "test.k12.ak.us")]
    [InlineData("www.xn--85x722f.com.cn", "xn--85x722f.com.cn")]
    [InlineData("shishi.xn--fiqs8s", "shishi.xn--fiqs8s")]
    [InlineData("klant.azurewebsites.net", "klant.azurewebsites.net")]
    [InlineData("www.acme.github.io", "acme.github.io")]
    [InlineData("", null)]
    [InlineData("localhost", null)]
    [InlineData(".com", null)]
    [InlineData("a..com", null)]
    public void The_registrable_domain_follows_the_public_suffix_list(string host, string? domain) => Assert.Equal(domain, RegistrableDomain.Of(host));
}
