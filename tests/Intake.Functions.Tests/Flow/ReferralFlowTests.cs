using System.Net;
using Intake.Accounts;
using Intake.Links;
using Intake.Mail;
using Intake.Referrals;
using Intake.Storage;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>From the page that asks for an address to the lead that somebody referred.</summary>
public sealed class ReferralFlowTests
{
    private static readonly Company Customer = Some.Transport with
    {
        Id = "van-dijk-vastgoed", Name = "Van Dijk Vastgoed", Domains = ["van-dijk-vastgoed.example"], Kind = "customer", Staff = 200, Industry = "property",
        Postcode = null, Owns = [new OwnedProposition("charging")],
    };

    private static readonly Company Partner = Some.Transport with { Id = "lotte", Name = "Bureau Lotte", Domains = ["bureau-lotte.example"], Kind = "agency" };

    private static readonly (string, string)[] Referred =
    [
        ("name", "Bart de Heer"), ("email", "b.heer@van-dijk-vastgoed.example"), ("company", "Van Dijk Vastgoed"), ("jobTitle", "Facility manager"), ("proposition", "energy"),
        ("relation", "I service their chargers."), ("message", "Can the roof feed the chargers?"),
    ];

    [Fact]
    public async Task An_engineers_referral_is_handed_to_the_accounts_owner_with_where_we_have_the_name_from()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "henk.monteur@lichtveld.example");
        var page = (await pipeline.ReferralPageAsync(token)).Text;
        var answer = await pipeline.ReferAsync(
            token, [.. Referred, ("referredBy", "Henk Vos"), ("_token", PaperFlow.Between(page, "name=\"_token\" value=\"", "\"")), ("spokeWith", "sanne")]);
        Assert.DoesNotContain("autocomplete=\"email\"", page, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.SeeOther, $"/refer/{token}?sent=1&lang=en"), (answer.Status, answer.Headers.Location.ToString()));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();

        var submission = Assert.Single(pipeline.Records()).Submission!;
        Assert.Equal(("referral", "referral", "-", "energy"), (submission.Source, submission.Activity, submission.Content, submission.Proposition));
        Assert.Equal("Can the roof feed the chargers?\nI service their chargers.\n— Henk Vos, lichtveld.example", submission.Message);
        Assert.Equal((null, "Henk Vos, lichtveld.example"), (submission.SpokeWith, submission.Fields["referredBy"]));
        Assert.Equal(["referredBy", "referredById", "relation"], submission.Fields.Keys);

        var account = Assert.Single(await pipeline.AccountsAsync());
        var lead = Assert.Single(account.State.Leads.Values);
        // Story 14 of the playbook.
        Assert.InRange(lead.Score!.Total, 62_90, 63_10);
        Assert.Equal(("mql", "fenna"), (lead.Stage, Assert.Single(account.State.Handoffs.Values).AccountManager));
        Assert.Contains("Henk Vos", pipeline.Mails.Taken[^1].Mail.Text, StringComparison.Ordinal);
        var person = (await pipeline.Get<AccountStore>().PersonAsync(account.State.Account.Id, pipeline.Records()[0].PersonId, default))!;
        Assert.Equal("referral: Henk Vos, lichtveld.example", person.Facts.Of(FactNames.Source));
        Assert.Equal("Bart", person.Facts.Of(FactNames.FirstName));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_account_manager_is_known_by_name_and_need_not_give_it()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "sanne@lichtveld.example");
        Assert.DoesNotContain("name=\"referredBy\"", (await pipeline.ReferralPageAsync(token)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await pipeline.ReferAsync(token, [.. Referred, ("referredBy", "Somebody else")])).Status);
        await pipeline.DrainAsync();
        Assert.Equal(("Sanne de Wit", "sanne"), (Fields(pipeline)["referredBy"], Fields(pipeline)["referredById"]));
    }

    [Theory]
    [InlineData("sanne@lichtveld.example", 1)]
    [InlineData("SANNE@LICHTVELD.EXAMPLE", 1)]
    [InlineData("joris@lichtveld.example", 1)]
    [InlineData("monteur@lichtveld.example", 1)]
    [InlineData("lotte@bureau-lotte.example", 1)]
    [InlineData("henk@lichtveld.example", 0)]
    [InlineData("somebody@van-dijk-vastgoed.example", 0)]
    [InlineData("somebody@gmail.com", 0)]
    [InlineData("sanne@lichtveld.example.evil.example", 0)]
    [InlineData("sanne@notlichtveld.example", 0)]
    public async Task Only_whom_we_know_gets_a_mail_and_the_answer_is_the_same(string email, int mails)
    {
        using var pipeline = await StartAsync();
        var mark = pipeline.Storage.Mark();
        var answer = await pipeline.AskForLinkAsync(email);
        Assert.Equal((HttpStatusCode.SeeOther, "/refer?sent=1&lang=nl"), (answer.Status, answer.Headers.Location.ToString()));
        Assert.Equal(1, pipeline.Storage.CountSince(mark));
        await pipeline.DrainAsync();
        Assert.Equal(mails, pipeline.Mails.Taken.Count);
        Assert.All(pipeline.Mails.Taken, mail => Assert.Equal("Uw persoonlijke link om iemand door te verwijzen", mail.Mail.Subject));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_domain_whose_every_name_asks_is_not_flooded()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        for (var n = 0; n < 40; n++) await pipeline.AskForLinkAsync($"nobody{n}@lichtveld.example");
        Assert.Equal(HttpStatusCode.SeeOther, (await pipeline.AskForLinkAsync("a.+b@lichtveld.example")).Status);
        await pipeline.DrainAsync();
        Assert.Equal(20, pipeline.Mails.Taken.Count);
    }

    [Fact]
    public async Task Asked_again_and_again_it_is_one_mail_an_hour()
    {
        using var pipeline = await StartAsync();
        foreach (var minute in (int[])[0, 1, 30, 59])
        {
            pipeline.Time.SetUtcNow(Some.Now.AddMinutes(minute));
            await pipeline.AskForLinkAsync("sanne@lichtveld.example");
            await pipeline.DrainAsync();
        }
        Assert.Single(pipeline.Mails.Taken);
        await pipeline.AskForLinkAsync("sanne+again@lichtveld.example");
        await pipeline.DrainAsync();
        Assert.Single(pipeline.Mails.Taken);
        pipeline.Time.SetUtcNow(Some.Now.AddMinutes(60));
        await pipeline.AskForLinkAsync("sanne@lichtveld.example");
        await pipeline.DrainAsync();
        Assert.Equal(2, pipeline.Mails.Taken.Select(mail => mail.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_mail_that_the_provider_does_not_take_is_sent_later()
    {
        using var pipeline = await StartAsync();
        pipeline.Mails.Next(new Delivery.Failed(DeliveryFailure.ProviderError, "answered 503"));
        await pipeline.AskForLinkAsync("sanne@lichtveld.example");
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(10));
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task What_is_wrong_is_told_by_field_and_what_was_filled_in_stays()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "monteur@lichtveld.example");
        var answer = await pipeline.ReferAsync(token, ("name", "<script>alert(1)</script>"), ("email", "nobody"), ("proposition", "gold"), ("_lang", "nl"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        foreach (var field in (string[])["email", "proposition", "relation", "referredBy"])
            Assert.Contains($"id=\"referral-{field}-error\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("value=\"nobody\"", answer.Text, StringComparison.Ordinal);
        Assert.Contains("lang=\"nl\"", answer.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", answer.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await pipeline.AskForLinkAsync("nobody")).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task Two_presses_of_the_button_are_one_referral()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "sanne@lichtveld.example");
        var nonce = PaperFlow.Between((await pipeline.ReferralPageAsync(token)).Text, "name=\"_token\" value=\"", "\"");
        await pipeline.ReferAsync(token, [.. Referred, ("_token", nonce)]);
        pipeline.Time.Advance(TimeSpan.FromHours(1));
        await pipeline.ReferAsync(token, [.. Referred, ("_token", nonce)]);
        await pipeline.DrainAsync();
        Assert.Single(pipeline.Records());
    }

    [Theory]
    [InlineData("rubbish", 404)]
    [InlineData("paper", 404)]
    [InlineData("expired", 410)]
    [InlineData("left", 410)]
    public async Task A_link_that_does_not_hold_leads_to_a_new_one(string how, int status)
    {
        using var pipeline = await StartAsync();
        var good = pipeline.Get<ReferralLinks>().AddressFor(new Referrer(how == "left" ? "henk" : "sanne", "lichtveld.example", true)).Split('/')[^1];
        var token = how switch
        {
            "paper" => pipeline.Get<Seal>().Close(SealPurposes.Paper, "manager|sanne|lichtveld.example", pipeline.Now.AddDays(1)),
            "rubbish" => "rubbish",
            _ => good,
        };
        if (how == "expired") pipeline.Time.Advance(ReferralLinks.Lifetime + TimeSpan.FromSeconds(1));
        foreach (var answer in new[] { await pipeline.ReferralPageAsync(token), await pipeline.ReferAsync(token, Referred) })
        {
            Assert.Equal(status, (int)answer.Status);
            Assert.Contains("href=\"/refer?lang=en\"", answer.Text, StringComparison.Ordinal);
        }
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task Only_a_page_can_refer()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "sanne@lichtveld.example");
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await pipeline.PostJsonAsync(token)).Status);
    }

    [Fact]
    public async Task When_the_queue_refuses_the_page_says_so()
    {
        using var pipeline = await StartAsync();
        pipeline.Storage.Fail(call => call.Resource == QueueNames.Commands ? FaultKind.Before : null);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pipeline.AskForLinkAsync("sanne@lichtveld.example")).Status);
    }

    [Fact]
    public async Task No_address_of_a_referrer_is_in_the_link_or_a_key()
    {
        using var pipeline = await StartAsync();
        var token = await TokenAsync(pipeline, "henk.monteur@lichtveld.example");
        var (_, referrer) = pipeline.Get<ReferralLinks>().Open(token);
        Assert.Equal(pipeline.Get<Keys>().Person("henk.monteur@lichtveld.example"), referrer!.Id);
        Assert.DoesNotContain("henk", referrer.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Mails), row => $"{row.PartitionKey}{row.RowKey}".Contains("henk", StringComparison.Ordinal));
    }

    private static Task<Pipeline> StartAsync() => Pipeline.StartAsync(Some.Now, [Customer, Partner]);

    private static async Task<string> TokenAsync(Pipeline pipeline, string email)
    {
        await pipeline.AskForLinkAsync(email);
        await pipeline.DrainAsync();
        return ReferralFlow.TokenOf(Assert.Single(pipeline.Mails.Taken));
    }

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> Fields(Pipeline pipeline) =>
        Assert.Single(pipeline.Records()).Submission!.Fields;
}
