using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Tests.Enrichment;

public class PlacingTests
{
    private static readonly Keys Keys = new(new byte[32]);

    private static readonly Company Book = new() { Id = "bakker", Name = "Bakker Bart", Domains = ["bart.example", "bart.nl"], Kind = "customer", Account = "0123456789abcdef0123456789abcdef" };

    [Fact]
    public void The_account_that_the_book_gave_a_company_stays_whatever_its_domains() =>
        Assert.Equal([Book.Account, Book.Account], [Place("a@bart.nl", Book), Place("a@bart.example", Book with { Domains = ["other.example", "bart.example"] })]);

    [Fact]
    public void A_company_that_has_none_yet_and_one_that_is_not_in_the_book_go_by_their_domain()
    {
        Assert.Equal(Keys.CompanyAccount("bart.example"), Place("a@bart.nl", Book with { Account = null }));
        Assert.Equal(Keys.CompanyAccount("bart.nl"), Place("a@www.bart.nl", null));
    }

    [Fact]
    public void A_shared_domain_has_an_account_for_each_site_that_is_named()
    {
        var shared = Book with { DomainUse = DomainUses.Shared };
        var north = Place("a@bart.nl", shared, "Bakker Bart Noord B.V.");

        Assert.Equal(north, Place("b@bart.example", shared, "bakker bart noord"));
        Assert.NotEqual(north, Place("a@bart.nl", shared, "Bakker Bart Zuid"));
        Assert.Equal(Place("a@bart.nl", shared, null, "8011 PK"), Place("b@bart.nl", shared, null, "8011pk"));
        Assert.Equal([Book.Account, Book.Account], [Place("a@bart.nl", shared), Place("a@bart.nl", shared, "Bakker Bart BV")]);
        Assert.DoesNotContain(north, new[] { Book.Account, Place("a@bart.nl", shared, null, "8011 PK") });
    }

    [Fact]
    public void A_domain_that_is_split_by_host_has_an_account_for_each_host()
    {
        var split = Book with { DomainUse = DomainUses.ByHost };

        Assert.Equal(Book.Account, Place("a@bart.nl", split));
        Assert.Equal(Place("a@lab.bart.nl", split), Place("b@lab.bart.nl", split, "Anything"));
        Assert.NotEqual(Place("a@lab.bart.nl", split), Place("a@shop.bart.nl", split));
    }

    [Fact]
    public void A_tester_never_comes_into_the_account_of_the_company() =>
        Assert.DoesNotContain(Place("a@bart.nl", Book, tester: "tester@lichtveld.example"), new[] { Book.Account, Keys.CompanyAccount("bart.example") });

    private static string Place(string email, Company? book, string? company = null, string? postcode = null, string? tester = null) => Enrichers.Enrich(
        new Submission
        {
            Id = new string('0', 32), Source = "test", Content = "-", Activity = "question-asked", OccurredAt = default, ReceivedAt = default, Fingerprint = "",
            Contact = new Contact { Email = email, Company = company, Postcode = postcode }, Tester = tester,
        },
        new LookedUp(Company: book), Keys).AccountId;
}
