using Intake.Accounts;
using Intake.Enrichment;
using Intake.Enrichment.Providers;
using Intake.Storage;
using Intake.Submissions;

namespace Intake.Tests.Enrichment.Providers;

public sealed class FindingsTests
{
    private const string Host = "mail.firma.example";
    private static readonly Keys Keys = new(new byte[32]);
    private static readonly DateTimeOffset Now = new(2026, 9, 3, 9, 0, 0, TimeSpan.Zero);
    private static readonly CompanyLookup Empty = new() { Domain = "firma.example" };
    private static readonly string[] Names = ["first", "second"];

    [Fact]
    public void What_was_asked_before_reads_as_what_is_asked_now()
    {
        var failed = new EnricherResult("first", EnricherOutcome.Failed, "timeout");
        var lookup = Empty.With("second", new ProviderFacts { Staff = 320 }) with { Later = new Postponed(Now, 1, Now, [failed]) };
        Assert.Equal([failed, new EnricherResult("second", EnricherOutcome.Found)], Findings.Of(lookup, Host, Names, checksMail: false).Results);
        Assert.Equal([new EnricherResult("first", EnricherOutcome.NotFound)], Findings.Of(Empty.With("first", null), Host, Names, checksMail: false).Results);
    }

    [Theory]
    [InlineData(null, false, EnricherOutcome.Failed, null)]
    [InlineData(true, false, EnricherOutcome.Found, null)]
    [InlineData(false, true, EnricherOutcome.Found, "undeliverable")]
    public void Mail_that_cannot_arrive_is_told_of_its_host_only(bool? reachable, bool undeliverable, EnricherOutcome outcome, string? detail)
    {
        var lookup = Empty.WithMail("firma.example", new MailLookup(false, Now));
        if (reachable is { } known) lookup = lookup.WithMail(Host, new MailLookup(known, Now));
        var findings = Findings.Of(lookup, Host, [], checksMail: true);
        Assert.Equal((undeliverable, new EnricherResult("mail-exchange", outcome, detail)), (findings.Undeliverable, Assert.Single(findings.Results)));
    }

    [Fact]
    public void Findings_are_concluded_of_the_company_and_told_of_the_person()
    {
        var findings = new Findings(new ProviderFacts { Name = "Firma", Staff = 320, Country = "BE" }, true, [new EnricherResult("first", EnricherOutcome.Found)]);
        var enriched = Enrich(findings);
        Assert.Equal(
            ["guess:country=NL", "looked-up:companyName=Firma", "looked-up:country=BE", "looked-up:staff=320", "staff=12"], enriched.CompanyFacts.Select(fact => $"{fact.Key}={fact.Value}"));
        // What the host tells of the person stays.
        Assert.Equal(("NL", "true"), (enriched.PersonFacts["guess:country"], enriched.PersonFacts[FactNames.Undeliverable]));
        Assert.Contains(new EnricherResult("elsewhere", EnricherOutcome.Found, "undeliverable"), enriched.Enrichers);
        Assert.Equal(new EnricherResult("first", EnricherOutcome.Found), enriched.Enrichers[^1]);
    }

    [Fact]
    public void Where_nobody_was_asked_nothing_is_told()
    {
        var enriched = Enrich(null);
        Assert.Equal(["guess:country", "staff"], enriched.CompanyFacts.Keys);
        Assert.False(enriched.PersonFacts.ContainsKey(FactNames.Undeliverable));
    }

    private static EnrichedSubmission Enrich(Findings? findings) => Enrichers.Enrich(
        new Submission
        {
            Id = new string('a', 32), Source = "form", Content = "demo", Activity = "demo-requested", OccurredAt = Now, ReceivedAt = Now, Fingerprint = "f",
            Contact = new Contact { Email = "x@firma.nl", Staff = "12" },
        },
        new LookedUp(Elsewhere: findings), Keys);
}
