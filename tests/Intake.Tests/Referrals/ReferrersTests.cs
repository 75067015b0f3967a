using System.Text;
using Intake.Accounts;
using Intake.Enrichment;
using Intake.Handoffs;
using Intake.Playbooks;
using Intake.Referrals;
using Intake.Tests.Playbooks;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Referrals;

public sealed class ReferrersTests
{
    private static readonly RoutingRules Rules = SamplePlaybook.Instance.Routing with { Referrers = ["lichtveld.example", "jan@gmail.com"] };
    private static readonly Team Team = TeamFolder.Load(Path.Combine(SamplePlaybook.Directory, "sample", "team.json"), SamplePlaybook.Instance.Routing);

    [Theory]
    [InlineData("sanne@lichtveld.example", null, true)]
    [InlineData("monteur@lichtveld.example", null, true)]
    [InlineData("monteur@sub.lichtveld.example", null, false)]
    [InlineData("jan@gmail.com", null, true)]
    [InlineData("J.an+x@googlemail.com", null, true)]
    [InlineData("piet@gmail.com", null, false)]
    [InlineData("henk@lichtveld.example", null, false)]
    [InlineData("x@partner.example", "partner", true)]
    [InlineData("x@agency.example", "agency", true)]
    [InlineData("x@customer.example", "customer", false)]
    [InlineData("x@competitor.example", "competitor", false)]
    [InlineData("x@nobody.example", null, false)]
    public void Colleagues_and_partners_may_refer(string email, string? kind, bool may)
    {
        var company = kind is null ? null : new Company { Id = "c", Name = "C", Domains = ["c.example"], Kind = kind };
        Assert.Equal(may, Referrers.Of(EmailAddress.Parse(email), Team, Rules, company, Sample.Keys) is not null);
    }

    [Fact]
    public void A_link_says_ids_and_reads_back()
    {
        var manager = new Referrer("sanne", "lichtveld.example", true);
        var other = Referrers.Of(EmailAddress.Parse("monteur@lichtveld.example"), Team, Rules, null, Sample.Keys)!;
        Assert.Equal((manager, other), (Referrer.Parse(manager.ToString()), Referrer.Parse(other.ToString())));
        Assert.Matches("^other\\|[0-9a-f]{32}\\|lichtveld\\.example$", other.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("manager|sanne")]
    [InlineData("manager||lichtveld.example")]
    [InlineData("boss|sanne|lichtveld.example")]
    [InlineData("wp|1|2|3")]
    public void Anything_else_is_no_referrer(string text) => Assert.Null(Referrer.Parse(text));

    [Theory]
    [InlineData("\"not a domain\"")]
    [InlineData("\"a@b@c\"")]
    [InlineData("1")]
    public void A_referrer_that_is_no_address_or_domain_is_told_with_its_place(string referrer)
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        var text = Encoding.UTF8.GetString(files["routing.json"].Span);
        files["routing.json"] = Encoding.UTF8.GetBytes(text.Replace("\"referrers\": [\"lichtveld.example\"]", $"\"referrers\": [{referrer}]", StringComparison.Ordinal));
        var problems = new Problems();
        Assert.Null(PlaybookReader.Read(files, problems));
        Assert.Equal(("routing.json", "$.referrers[0]"), problems.Found.Select(problem => (problem.File, problem.Path)).Single());
    }
}
