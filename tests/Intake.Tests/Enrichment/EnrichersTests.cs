using CsCheck;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Tests.Enrichment;

public class EnrichersTests
{
    private static readonly Keys Keys = new(new byte[32]);
    private static readonly DateTimeOffset Now = new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero);

    private static readonly Company Hoekstra = new()
    {
        Id = "hoekstra", Name = "Hoekstra Transport B.V.", Domains = ["hoekstra.example", "hoekstra.nl"], Kind = "prospect", Country = "NL", Staff = 320, Industry = "logistics",
    };

    private static readonly Company DeBoer = new()
    {
        Id = "de-boer", Name = "Administratiekantoor De Boer B.V.", Domains = ["de-boer.example"], Kind = "customer", Owner = "bram", Staff = 22, Industry = "offices", Country = "NL",
    };

    [Fact]
    public void Everything_that_is_typed_is_normalised()
    {
        var enriched = Enrich(new Contact
        {
            Email = "I.Hoekstra+zon@Hoekstra.example", Name = "INGRID HOEKSTRA", Phone = "038 456 78 90", JobTitle = "Facility manager", Company = "Hoekstra Transport",
            Staff = "250-999", Industry = "Transport", Country = "Nederland", Postcode = " 8021 ab ",
        });
        Assert.Equal(
            [
                ("country", "NL"), ("domainKind", "company"), ("email", "I.Hoekstra+zon@Hoekstra.example"), ("firstName", "Ingrid"), ("function", "facility"),
                ("guess:country", "NL"), ("guess:timeZone", "Europe/Amsterdam"), ("jobTitle", "Facility manager"), ("language", "nl"), ("lastName", "Hoekstra"), ("phone", "+31384567890"), ("seniority", "manager"),
            ],
            enriched.PersonFacts.Select(fact => (fact.Key, fact.Value)));
        Assert.Equal(
            [("companyName", "Hoekstra Transport"), ("country", "NL"), ("guess:country", "NL"), ("industry", "logistics"), ("postcode", "8021 AB"), ("staff", "250")],
            enriched.CompanyFacts.Select(fact => (fact.Key, fact.Value)));
        Assert.Equal(new EmailTraits("hoekstra.example", "hoekstra.example", false, false, false, false, DomainKind.Company), enriched.Email);
        Assert.DoesNotContain(enriched.Enrichers, result => result.Outcome == EnricherOutcome.Failed);
    }

    [Fact]
    public void An_address_alone_is_enough()
    {
        var enriched = Enrich(new Contact { Email = "x@hoekstra.example" }, language: null);
        Assert.Equal(["domainKind", "email"], enriched.PersonFacts.Keys);
        Assert.Empty(enriched.CompanyFacts);
        Assert.Equal(["email"], enriched.Enrichers.Where(result => result.Outcome == EnricherOutcome.Found).Select(result => result.Enricher));
    }

    [Fact]
    public void What_cannot_be_read_stays_as_typed_and_is_told()
    {
        var enriched = Enrich(new Contact { Email = "x@hoekstra.example", Phone = "ask reception", JobTitle = "wizard", Country = "Atlantis", Staff = "many" });
        Assert.Equal("ask reception", enriched.PersonFacts[FactNames.Phone]);
        Assert.Equal("wizard", enriched.PersonFacts[FactNames.JobTitle]);
        Assert.False(enriched.PersonFacts.ContainsKey(FactNames.Country));
        Assert.Equal(
            ["firmographics:unread", "country:unknown-country", "phone:unread", "job-title:unknown-title"],
            enriched.Enrichers.Where(result => result is { Outcome: EnricherOutcome.NotFound, Detail: not null }).Select(result => $"{result.Enricher}:{result.Detail}"));
    }

    [Theory]
    [InlineData("06 12345678", "+31612345678")]
    [InlineData("+49 30 901820", "+4930901820")]
    [InlineData("ask reception", "ask reception")]
    public void A_number_without_a_country_is_dialled_at_home_and_tells_no_country(string typed, string dialled)
    {
        var enriched = Enrichers.Enrich(Submitted(new Contact { Email = "x@firma.example", Phone = typed }), new LookedUp(), Keys, "NL");
        Assert.Equal(dialled, enriched.PersonFacts[FactNames.Phone]);
        Assert.Equal(dialled.StartsWith("+49", StringComparison.Ordinal) ? "DE" : null, enriched.PersonFacts.GetValueOrDefault(FactNames.Guess(FactNames.Country)));
    }

    [Fact]
    public void A_known_person_stays_in_their_account()
    {
        var enriched = Enrich(new Contact { Email = "x@hoekstra.example" }, new LookedUp(new KnownPerson("account", "person"), Hoekstra));
        Assert.Equal(("account", "person"), (enriched.AccountId, enriched.PersonId));
        Assert.Same(Hoekstra, enriched.Book);
    }

    [Theory]
    [InlineData("x@hoekstra.example")]
    [InlineData("x@hoekstra.nl")]
    [InlineData("x@mail.hoekstra.nl")]
    public void A_company_of_the_book_is_one_account_whatever_the_domain(string email) =>
        Assert.Equal(Keys.CompanyAccount("hoekstra.example"), Enrich(new Contact { Email = email }, new LookedUp(Company: Hoekstra)).AccountId);

    [Fact]
    public void A_company_that_the_book_lacks_is_known_by_its_registrable_domain()
    {
        var (a, b) = (Enrich(new Contact { Email = "a@mail.firma.co.uk" }), Enrich(new Contact { Email = "b@firma.co.uk" }));
        Assert.Equal(Keys.CompanyAccount("firma.co.uk"), a.AccountId);
        Assert.Equal(a.AccountId, b.AccountId);
        Assert.NotEqual(a.PersonId, b.PersonId);
    }

    [Theory]
    [InlineData("kees@gmail.com")]
    [InlineData("kees@ziggo.nl")]
    [InlineData("kees@mailinator.com")]
    [InlineData("kees@co.uk")]
    public void Where_anyone_can_have_an_address_the_person_is_the_account(string email)
    {
        var enriched = Enrich(new Contact { Email = email }, new LookedUp(Company: Hoekstra));
        Assert.Equal(Keys.IndividualAccount(enriched.PersonId), enriched.AccountId);
        Assert.True(enriched.Email.Freemail);
        Assert.Null(enriched.Book);
    }

    [Fact]
    public void Spellings_of_one_address_are_one_person() =>
        Assert.Equal(Enrich(new Contact { Email = "K.Ees+1@googlemail.com" }).PersonId, Enrich(new Contact { Email = "kees@gmail.com" }).PersonId);

    [Fact]
    public void What_the_book_has_of_a_claimed_company_is_nothing_they_told()
    {
        var contact = new Contact { Email = "kees@internetprovider.example", Company = "administratiekantoor de boer", Staff = "500", JobTitle = "Eigenaar" };
        var enriched = Enrich(contact, new LookedUp(Claimed: DeBoer));
        Assert.Same(DeBoer, enriched.Claimed);
        Assert.Null(enriched.Book);
        Assert.Equal(Keys.IndividualAccount(enriched.PersonId), enriched.AccountId);
        Assert.Equal(["companyName", "staff"], enriched.CompanyFacts.Keys.Where(name => !name.Contains(':')));
        Assert.Equal("500", enriched.CompanyFacts["staff"]);
        Assert.Equal(("owner", "general-management"), (enriched.PersonFacts["seniority"], enriched.PersonFacts["function"]));
    }

    [Fact]
    public void An_address_of_a_company_makes_no_claim() =>
        Assert.Null(Enrich(new Contact { Email = "x@hoekstra.example", Company = "De Boer" }, new LookedUp(Claimed: DeBoer)).Claimed);

    [Fact]
    public void A_host_for_students_says_what_a_title_does_not()
    {
        var enriched = Enrich(new Contact { Email = "yara@student.hogeschool.example" });
        Assert.True(enriched.Email.Student);
        Assert.Equal("hogeschool.example", enriched.Email.Domain);
        Assert.Equal("student", Facts.None.Merge(enriched.PersonFacts, Now, "s").Of(FactNames.Seniority));
    }

    [Fact]
    public void A_guess_never_overwrites_what_was_told()
    {
        var told = Facts.None.Merge(Enrich(new Contact { Email = "x@firma.nl", Country = "BE" }).PersonFacts, Now, "a");
        var later = told.Merge(Enrich(new Contact { Email = "x@firma.nl" }).PersonFacts, Now.AddDays(1), "b");
        Assert.Equal("BE", later.Of(FactNames.Country));
        Assert.Equal("NL", Facts.None.Merge(Enrich(new Contact { Email = "x@firma.nl" }).PersonFacts, Now, "c").Of(FactNames.Country));
    }

    [Theory]
    [InlineData("x@firma.com", "+32 2 555 12 12", "BE")]
    [InlineData("x@firma.nl", "+32 2 555 12 12", "BE")]
    [InlineData("x@firma.nl", "038 456 78 90", "NL")]
    [InlineData("x@firma.com", "038 456 78 90", null)]
    public void The_country_is_guessed_from_the_phone_then_the_host(string email, string phone, string? country) =>
        Assert.Equal(country, Enrich(new Contact { Email = email, Phone = phone }).PersonFacts.GetValueOrDefault(FactNames.Guess(FactNames.Country)));

    [Theory]
    [InlineData("x@firma.com", "+1 212 639 9675", null, "US", "America/New_York")]
    [InlineData("x@firma.com", "+1 212 639 9675", "Nederland", "NL", "America/New_York")]
    [InlineData("x@firma.nl", "+34 612 345 678", null, "ES", null)]
    [InlineData("x@firma.nl", "+1 800 356 9377", null, "NL", "Europe/Amsterdam")]
    [InlineData("x@firma.nl", null, null, "NL", "Europe/Amsterdam")]
    [InlineData("x@firma.com", null, "USA", "US", null)]
    [InlineData("x@firma.com", null, "Brazil", "BR", null)]
    [InlineData("x@firma.com", null, null, null, null)]
    [InlineData("x@firma.com", "038 456 78 90", null, null, null)]
    public void The_time_zone_is_of_the_phone_then_of_a_country_with_one(string email, string? phone, string? stated, string? country, string? zone)
    {
        var facts = Facts.None.Merge(Enrich(new Contact { Email = email, Phone = phone, Country = stated }).PersonFacts, Now, "a");
        Assert.Equal((country, zone), (facts.Of(FactNames.Country), facts.Of(FactNames.TimeZone)));
        Assert.False(facts.ContainsKey(FactNames.TimeZone));
    }

    [Fact]
    public void A_number_that_is_dialled_at_home_tells_no_time_zone() =>
        Assert.False(Enrichers.Enrich(Submitted(new Contact { Email = "x@firma.com", Phone = "038 456 78 90" }), new LookedUp(), Keys, "NL")
            .PersonFacts.ContainsKey(FactNames.Guess(FactNames.TimeZone)));

    [Theory]
    [InlineData("x@firma.nl", null, "nl")]
    [InlineData("x@firma.de", null, "de")]
    [InlineData("x@firma.at", null, "de")]
    [InlineData("x@firma.fr", null, "fr")]
    [InlineData("x@firma.co.uk", null, "en")]
    [InlineData("x@firma.be", null, null)]
    [InlineData("x@firma.ch", null, null)]
    [InlineData("x@firma.pl", null, null)]
    [InlineData("x@firma.nl", "+49 30 22732152", "de")]
    [InlineData("x@hoekstra.example", null, "nl")]
    public void Where_they_used_no_language_the_country_may_tell_it(string email, string? phone, string? language)
    {
        var facts = Enrich(new Contact { Email = email, Phone = phone }, new LookedUp(Company: email.EndsWith("hoekstra.example", StringComparison.Ordinal) ? Hoekstra : null), language: null).PersonFacts;
        Assert.Equal(language, Facts.None.Merge(facts, Now, "a").Of(FactNames.Language));
        Assert.False(facts.ContainsKey(FactNames.Language));
    }

    [Fact]
    public void The_language_they_used_stands() =>
        Assert.DoesNotContain(FactNames.Guess(FactNames.Language), Enrich(new Contact { Email = "x@firma.de" }, language: "en").PersonFacts.Keys);

    [Theory]
    [InlineData("x@uu.nl", null, "education")]
    [InlineData("x@student.hogeschool.example", null, "education")]
    [InlineData("x@zwolle.nl", null, "municipality")]
    [InlineData("x@zwolle.nl", "Zorg", "care")]
    [InlineData("x@firma.nl", null, null)]
    [InlineData("x@gmail.com", null, null)]
    public void A_school_and_a_government_tell_their_industry_where_nobody_did(string email, string? stated, string? industry)
    {
        var enriched = Enrich(new Contact { Email = email, Industry = stated });
        Assert.Equal(industry, Facts.None.Merge(enriched.CompanyFacts, Now, "a").Of(FactNames.Industry));
        Assert.Equal(enriched.Email.Kind.Word(), enriched.PersonFacts[FactNames.DomainKind]);
    }

    [Fact]
    public void A_message_of_before_the_kinds_can_be_read()
    {
        var old = """{"domain":"b.example","host":"b.example","freemail":false,"disposable":false,"role":false,"student":false}""";
        Assert.Equal(DomainKind.Company, System.Text.Json.JsonSerializer.Deserialize(old, IntakeJson.Default.EmailTraits)!.Kind);
    }

    [Fact]
    public void A_role_address_is_told() => Assert.True(Enrich(new Contact { Email = "inkoop@hoekstra.example" }).Email.Role);

    [Theory]
    [InlineData("x@hoekstra.example", "De Boer", true, false)]
    [InlineData("x@gmail.com", "De Boer", false, true)]
    [InlineData("x@gmail.com", null, false, false)]
    [InlineData("x@gmail.com", "...", false, false)]
    public void Only_what_can_help_is_looked_up(string email, string? company, bool byDomain, bool byName)
    {
        var lookups = Lookups.Of(Submitted(new Contact { Email = email, Company = company }), Keys);
        Assert.Equal((byDomain, byName), (lookups.Company is not null, lookups.Claim is not null));
    }

    [Fact]
    public void An_enricher_that_fails_is_a_result_without_personal_data()
    {
        var submission = Submitted(new Contact { Email = "x@hoekstra.example" });
        Assert.True(EmailAddress.TryParse(submission.Contact.Email, out var email));
        var draft = Enrichers.Run("broken", _ => throw new FormatException("x@hoekstra.example"), new Draft(submission, email, email.TraitsOf(), new LookedUp()));
        Assert.Equal(new EnricherResult("broken", EnricherOutcome.Failed, "FormatException"), Assert.Single(draft.Results));
    }

    [Fact]
    public void A_submission_without_an_address_names_itself_only()
    {
        var thrown = Assert.Throws<InvalidOperationException>(() => Enrich(new Contact { Email = "nobody at all" }));
        Assert.DoesNotContain("nobody", thrown.Message);
    }

    [Fact]
    public void Whatever_is_typed_no_enricher_fails_and_the_same_comes_out_twice() =>
        Gen.Select(Gen.String, Gen.String, Gen.String).Sample((a, b, c) =>
        {
            var contact = new Contact
            {
                Email = "x@firma.nl", Name = a, FirstName = b, LastName = c, Phone = a, JobTitle = b, Company = c, Staff = a, Industry = b, Country = c, Postcode = a,
            };
            var (first, second) = (Enrich(contact), Enrich(contact));
            return first.Enrichers.All(result => result.Outcome != EnricherOutcome.Failed) && first.PersonFacts.SequenceEqual(second.PersonFacts);
        });

    private static EnrichedSubmission Enrich(Contact contact, LookedUp? found = null, string? language = "nl") =>
        Enrichers.Enrich(Submitted(contact) with { Language = language }, found ?? new LookedUp(), Keys);

    private static Submission Submitted(Contact contact) => new()
    {
        Id = new string('a', 32), Source = "form", Content = "demo", Activity = "demo-requested", OccurredAt = Now, ReceivedAt = Now, Contact = contact, Fingerprint = "f",
    };
}
