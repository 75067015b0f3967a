using Intake.Accounts;
using Intake.Http;
using Intake.Storage;
using Intake.Submissions;
using Intake.Subscriptions;
using Intake.Tests.Storage;
using Microsoft.AspNetCore.Http;

namespace Intake.Functions.Tests.Flow;

/// <summary>Consent, its confirmation and its end, through the whole app.</summary>
public sealed class PermissionTests
{
    private const string Email = "ingrid@hoekstra-transport.example";

    [Fact]
    public async Task A_newsletter_is_confirmed_by_the_button_of_the_page_and_by_nothing_else()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(pipeline, "firstName=Buy+evil+pills");
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(Email, mail.To);
        Assert.DoesNotContain("pills", mail.Mail.Text + mail.Mail.Html + mail.Mail.Subject, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", mail.Mail.Text + mail.Mail.Html, StringComparison.Ordinal);
        Assert.DoesNotContain(Email, mail.Mail.Text + mail.Mail.Html, StringComparison.Ordinal);

        var before = pipeline.Storage.Mark();
        Assert.Equal(200, await AskAsync(pipeline, Token(mail, "confirm")));
        Assert.All(pipeline.Storage.CallsSince(before), call => Assert.DoesNotContain("put", call.Operation, StringComparison.Ordinal));
        Assert.Equal((true, false), await ConsentAsync(pipeline));

        Assert.Equal(200, await ConfirmAsync(pipeline, Token(mail, "confirm")));
        await pipeline.DrainAsync();
        Assert.Equal((true, true), await ConsentAsync(pipeline));
        var proof = (await PersonAsync(pipeline)).Consents!["mail"];
        Assert.Equal("Stuur mij de nieuwsbrief per e-mail", proof[0].Text);
        Assert.All(proof, each => Assert.Equal(12, each.Version!.Length));
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Posting_an_address_many_times_mails_it_once_and_never_who_is_confirmed_or_gone()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        for (var n = 0; n < 5; n++) await SubscribeAsync(pipeline, $"lastName=n{n}");
        var mail = Assert.Single(pipeline.Mails.Taken);

        await UnsubscribeAsync(pipeline, Token(mail, "unsubscribe"), "List-Unsubscribe=One-Click");
        Assert.Equal(410, await ConfirmAsync(pipeline, Token(mail, "confirm")));
        await UnsubscribeAsync(pipeline, Token(mail, "unsubscribe"), "do=all");
        pipeline.Time.Advance(TimeSpan.FromDays(20));
        await SubscribeAsync(pipeline, "lastName=again");
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task One_click_ends_mail_and_costs_the_points_of_the_playbook()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Activity(1, "whitepaper-downloaded", "wp-netcongestie"));
        await SubscribeAsync(pipeline, "lastName=x");
        var mail = Assert.Single(pipeline.Mails.Taken);
        await ConfirmAsync(pipeline, Token(mail, "confirm"));
        await pipeline.DrainAsync();

        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await UnsubscribeAsync(pipeline, Token(mail, "unsubscribe"), "List-Unsubscribe=One-Click"));
        Assert.Equal((false, false), await ConsentAsync(pipeline));
        var inquiry = Assert.Single(await pipeline.AccountsAsync()).State.Latest("-")!;
        Assert.Contains("unsubscribed|-", inquiry.Persons.Values.SelectMany(counts => counts.Buckets.Keys));
        Assert.Contains(pipeline.Records(), record => record.Submission!.Activity == "unsubscribed");
        Assert.False((await MemberAsync(pipeline)).Objected);
    }

    [Fact]
    public async Task An_objection_stops_scoring_and_hands_nothing_off()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Activity(1, "whitepaper-downloaded", "wp-netcongestie"));
        var link = new Uri(pipeline.Get<SubscriptionLinks>().Unsubscribe((await PersonAsync(pipeline)).Id, "en")).Segments[^1];
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await UnsubscribeAsync(pipeline, link, "do=all");

        Assert.True((await MemberAsync(pipeline)).Objected);
        Assert.Equal(0, (await LeadAsync(pipeline)).Score!.Interest);
        await pipeline.ProcessAsync(Some.Activity(2, "price-list-downloaded", "prijslijst-energie", pipeline.Now));
        var record = pipeline.Records().Single(each => each.Submission!.Id == Some.Id(2));
        Assert.Equal((Outcome.Scored, "objected"), (record.Outcome, record.Refused));
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, Some.Activity(2, "price-list-downloaded", "prijslijst-energie")));
        Assert.Equal(0, (await LeadAsync(pipeline)).Score!.Interest);
        Assert.Empty(pipeline.Mails.Taken);

        await pipeline.ProcessAsync(Some.Demo(3, pipeline.Now));
        Assert.Empty(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_page_view_counts_only_with_consent_at_that_time_and_is_kept_without_the_page_otherwise()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var view = Some.Activity(1, "pricing-page-viewed", "prijslijst-energie") with { Fields = Some.Demo(1).Fields.Add("url", "https://www.lichtveld.example/prijs") };
        await pipeline.ProcessAsync(view);
        var record = Assert.Single(pipeline.Records());
        Assert.Equal((Outcome.Scored, "no-consent"), (record.Outcome, record.Refused));
        Assert.Empty(record.Submission!.Fields);
        Assert.Equal("", record.Submission.Contact.Email);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("person:", StringComparison.Ordinal));
        Assert.Empty(Assert.Single(await pipeline.AccountsAsync()).State.Leads);
        Assert.Equal(Outcome.Scored, await OutcomeTests.ReceiptAsync(pipeline, view));

        var consented = Some.Activity(2, "whitepaper-requested", "wp-netcongestie", Some.Now.AddHours(1)) with { Source = "api", Consents = [new Consent(ConsentPurposes.Tracking, true, "text", "1")] };
        await pipeline.ProcessAsync(consented);
        await pipeline.ProcessAsync(view with { Id = Some.Id(3), OccurredAt = Some.Now.AddMinutes(30) });
        await pipeline.ProcessAsync(view with { Id = Some.Id(4), OccurredAt = Some.Now.AddHours(2), ReceivedAt = Some.Now.AddHours(2) });
        var outcomes = pipeline.Records().ToDictionary(each => each.Submission!.Id);
        Assert.Equal(Outcome.Scored, outcomes[Some.Id(3)].Outcome);
        Assert.Equal((Outcome.Scored, "consent"), (outcomes[Some.Id(4)].Outcome, outcomes[Some.Id(4)].Basis));
        Assert.NotEmpty(outcomes[Some.Id(4)].Submission!.Fields);
    }

    [Fact]
    public async Task Whoever_posts_the_address_of_somebody_who_left_lifts_nothing_and_the_owner_may_come_back()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(pipeline, "lastName=x");
        var first = Assert.Single(pipeline.Mails.Taken);
        await ConfirmAsync(pipeline, Token(first, "confirm"));
        await pipeline.DrainAsync();
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await UnsubscribeAsync(pipeline, Token(first, "unsubscribe"), "do=mail");
        await pipeline.DrainAsync();
        Assert.True((await MemberAsync(pipeline)).Consents!["mail"].IsWithdrawn());

        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await SubscribeAsync(pipeline, "lastName=stranger");
        Assert.True((await MemberAsync(pipeline)).Consents!["mail"].IsWithdrawn());
        Assert.Equal(410, await ConfirmAsync(pipeline, Token(first, "confirm")));
        Assert.Equal(2, pipeline.Mails.Taken.Count);

        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(200, await ConfirmAsync(pipeline, Token(pipeline.Mails.Taken[1], "confirm")));
        await pipeline.DrainAsync();
        Assert.Equal((true, true), await ConsentAsync(pipeline));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Pressing_twice_in_a_moment_is_once_and_leaving_again_later_is_leaving_again()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(pipeline, "lastName=x");
        var mail = Assert.Single(pipeline.Mails.Taken);
        for (var press = 0; press < 2; press++) await UnsubscribeAsync(pipeline, Token(mail, "unsubscribe"), "do=mail");
        await SubscribeAsync(pipeline, "lastName=y");
        pipeline.Time.Advance(TimeSpan.FromMinutes(1));
        await UnsubscribeAsync(pipeline, Token(mail, "unsubscribe"), "do=mail");
        await pipeline.DrainAsync();
        Assert.Equal(2, pipeline.Records().Count(record => record.Submission!.Activity == "unsubscribed"));
        Assert.Equal((false, false), await ConsentAsync(pipeline));
    }

    [Fact]
    public async Task A_stranger_cannot_consent_to_tracking_in_somebodys_name()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1) with { Source = "whitepaper", Consents = [new Consent(ConsentPurposes.Tracking, true, "text", "1")] });
        await pipeline.ProcessAsync(Some.Activity(2, "pricing-page-viewed", "prijslijst-energie", Some.Now.AddHours(1)) with { Source = "api" });
        Assert.Equal("no-consent", pipeline.Records().Single(record => record.Submission!.Id == Some.Id(2)).Refused);

        await ConfirmAsync(pipeline, Token(pipeline.Mails.Taken.Single(mail => mail.Mail.Text.Contains("/confirm/", StringComparison.Ordinal)), "confirm"));
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Activity(3, "pricing-page-viewed", "prijslijst-energie", Some.Now.AddHours(2)) with { Source = "api" });
        Assert.Null(pipeline.Records().Single(record => record.Submission!.Id == Some.Id(3)).Refused);
    }

    [Fact]
    public async Task Links_that_are_wrong_swapped_or_old_say_so_and_change_nothing()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(pipeline, "lastName=x");
        var mail = Assert.Single(pipeline.Mails.Taken);
        var (confirm, unsubscribe) = (Token(mail, "confirm"), Token(mail, "unsubscribe"));
        Assert.Equal(404, await ConfirmAsync(pipeline, unsubscribe));
        Assert.Equal(404, await UnsubscribeAsync(pipeline, confirm, "do=mail"));
        Assert.Equal(404, await ConfirmAsync(pipeline, confirm[..^2] + (confirm[^2] == 'A' ? "B" : "A") + confirm[^1]));
        Assert.Equal(404, await AskAsync(pipeline, "nonsense"));
        pipeline.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(410, await AskAsync(pipeline, confirm));
        Assert.Equal(410, await ConfirmAsync(pipeline, confirm));
        await pipeline.DrainAsync();
        Assert.Equal((true, false), await ConsentAsync(pipeline));
        Assert.Equal(200, await UnsubscribeAsync(pipeline, unsubscribe, "do=mail"));
    }

    [Fact]
    public async Task Wherever_a_call_of_the_confirmation_fails_one_mail_leaves()
    {
        using var whole = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(whole, "lastName=x", runs: false);
        var mark = whole.Storage.Mark();
        await whole.RunHandoffAsync();
        var calls = whole.Storage.CountSince(mark);
        Assert.InRange(calls, 5, 9);
        foreach (var kind in new[] { FaultKind.Before, FaultKind.After, FaultKind.LoseAnswer })
            for (var n = 1; n <= calls; n++) await FailAsync(n, kind);
    }

    private static async Task FailAsync(int n, FaultKind kind)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await SubscribeAsync(pipeline, "lastName=x", runs: false);
        StorageCall? struck = null;
        var left = n;
        pipeline.Storage.Fail(call =>
        {
            if (--left != 0) return null;
            struck = call;
            return kind;
        });
        for (var round = 0; round < 20 && (round == 0 || pipeline.NextDue() is not null); round++)
        {
            try
            {
                await pipeline.RunUntilAsync(pipeline.NextDue() is { } due && due > pipeline.Now ? due : pipeline.Now);
            }
            catch (Exception) when (struck is not null)
            {
                // The timer's run failed; the next one does what is left.
            }
        }
        // Whether a mail left whose record did not cannot be known: after the stated wait it is sent again.
        var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails } && kind == FaultKind.Before;
        Assert.Equal((struck, unknown ? 2 : 1), (struck, pipeline.Mails.Taken.Count));
        Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
        pipeline.AssertAtRest();
    }

    private static async Task SubscribeAsync(Pipeline pipeline, string more, bool runs = true)
    {
        var request = Request("POST", $"email={Uri.EscapeDataString(Email)}&_lang=nl&{more}");
        Assert.Equal(202, await StatusAsync(pipeline.Get<FormDoor>().PostAsync(request, FormKind.Form, "nieuwsbrief", default)));
        await pipeline.DrainAsync();
        if (runs) await pipeline.RunHandoffAsync();
    }

    private static Task<int> AskAsync(Pipeline pipeline, string token) =>
        StatusAsync(pipeline.Get<SubscriptionDoor>().AskConfirmAsync(Request("GET", ""), token, default));

    private static Task<int> ConfirmAsync(Pipeline pipeline, string token) =>
        StatusAsync(pipeline.Get<SubscriptionDoor>().ConfirmAsync(Request("POST", ""), token, default));

    private static async Task<int> UnsubscribeAsync(Pipeline pipeline, string token, string body)
    {
        var status = await StatusAsync(pipeline.Get<SubscriptionDoor>().UnsubscribeAsync(Request("POST", body), token, default));
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        return status;
    }

    private static async Task<int> StatusAsync(Task<IResult> answer) =>
        Assert.IsType<IStatusCodeHttpResult>(await answer, exactMatch: false).StatusCode!.Value;

    private static HttpRequest Request(string method, string body)
    {
        var request = new DefaultHttpContext().Request;
        request.Method = method;
        request.Headers.Accept = "application/json";
        if (body.Length == 0) return request;
        request.ContentType = "application/x-www-form-urlencoded";
        request.Body = new MemoryStream(System.Text.Encoding.ASCII.GetBytes(body));
        return request;
    }

    private static string Token(TakenMail mail, string path) =>
        new Uri(mail.Mail.Text.Split('\n', ' ').First(word => word.Contains($"/{path}/", StringComparison.Ordinal)).Trim()).Segments[^1];

    private static async Task<(bool Given, bool Confirmed)> ConsentAsync(Pipeline pipeline)
    {
        var history = (await PersonAsync(pipeline)).Consents!["mail"];
        return (history.HoldsAt(DateTimeOffset.MaxValue, confirmed: false), history.HoldsAt(DateTimeOffset.MaxValue, confirmed: true));
    }

    private static async Task<Person> PersonAsync(Pipeline pipeline)
    {
        var account = Assert.Single(await pipeline.AccountsAsync()).State.Account;
        return (await pipeline.Get<AccountStore>().PersonAsync(account.Id, Assert.Single(account.Members).Key, default))!;
    }

    private static async Task<Member> MemberAsync(Pipeline pipeline) => Assert.Single(Assert.Single(await pipeline.AccountsAsync()).State.Account.Members).Value;

    private static async Task<Lead> LeadAsync(Pipeline pipeline) => Assert.Single(await pipeline.AccountsAsync()).State.Latest("energy")!;
}
