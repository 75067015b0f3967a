using System.Net;
using Intake.Accounts;
using Intake.Addresses;
using Intake.Enrichment;
using Intake.Merging;
using Intake.Profiles;
using Intake.Storage;
using Intake.Submissions;
using Intake.Subscriptions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>Somebody tells that another address is theirs too: asked by mail, confirmed, one person.</summary>
public sealed class AddressFlowTests(ITestOutputHelper output)
{
    private const string Elsewhere = "ingrid@haven.example";

    [Fact]
    public async Task Told_asked_and_confirmed_it_is_one_person_whose_every_point_counts_once()
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees));
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(Merges.Kees, mail.To);
        foreach (var typed in (string[])["kees", "ingrid", "hoekstra"])
            Assert.DoesNotContain(typed, mail.Mail.Subject + mail.Mail.Text + mail.Mail.Html, StringComparison.OrdinalIgnoreCase);

        var token = AddressFlow.TokenIn(mail, "confirm/");
        Assert.Contains("Are both addresses yours?", (await pipeline.ConfirmPageAsync(token)).Text, StringComparison.Ordinal);
        Assert.Contains("Within a few minutes", (await pipeline.ConfirmAddressAsync(token)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await pipeline.ConfirmAddressAsync(token)).Status);
        await pipeline.DrainAsync();

        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        var account = await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid));
        Assert.True(account.State.Account.IsCompany);
        Assert.Equal(2, Assert.Single(Aliases.Joined(account.State).Latest("energy")!.Persons.Values).Buckets.Values.Sum(days => days.Values.Sum()));
        Assert.Contains("We knew that already", (await pipeline.ConfirmPageAsync(token)).Text, StringComparison.Ordinal);
        Assert.Single(Journal(pipeline));
        Assert.Empty(pipeline.Pump.Failures);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_private_address_that_tells_a_company_s_one_goes_into_the_company()
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees));
        var company = await pipeline.AccountOfAsync(Merges.Ingrid);
        await TellAndConfirmAsync(pipeline, Merges.Kees, Merges.Ingrid);

        Assert.Equal(company, await pipeline.AccountOfAsync(Merges.Kees));
        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        Assert.Single((await pipeline.LoadAsync(company)).State.Leads);
    }

    [Fact]
    public async Task A_later_submission_from_an_address_that_was_unknown_is_of_that_person_and_the_merge_can_be_undone()
    {
        using var pipeline = await StartAsync();
        await TellAndConfirmAsync(pipeline, Merges.Ingrid, Merges.Kees);
        await AssertPageAsync(pipeline, Merges.Kees, Merges.Ingrid);
        await pipeline.ProcessAsync(Some.Whitepaper(5).By(Merges.Kees));

        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        await AssertPageAsync(pipeline, Merges.Kees, Merges.Ingrid);
        Assert.Single(await pipeline.AccountsAsync(), account => account.State.Account.Members.Count > 0);

        var merge = Assert.Single(Journal(pipeline));
        await pipeline.OrderAsync(new UndoMergeCommand { Id = Keys.Id("test-undo", merge), At = pipeline.Now, Account = await pipeline.AccountOfAsync(Merges.Ingrid), Merge = merge });
        await pipeline.DrainAsync();
        var parted = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(Merges.Ingrid))).State.Account;
        Assert.Equal(pipeline.PersonOf(Merges.Kees), Aliases.PersonOf(parted, pipeline.PersonOf(Merges.Kees)));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_unknown_address_that_became_known_meanwhile_is_merged()
    {
        using var pipeline = await StartAsync();
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        await pipeline.ProcessAsync(Some.Whitepaper(5).By(Merges.Kees));
        Assert.NotEqual(await pipeline.AccountOfAsync(Merges.Ingrid), await pipeline.AccountOfAsync(Merges.Kees));
        await pipeline.ConfirmAddressAsync(AddressFlow.TokenIn(pipeline.Mails.Taken[0], "confirm/"));
        await pipeline.DrainAsync();
        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_address_that_wrote_nothing_yet_follows_its_owner_to_another_account()
    {
        const string there = "piet@haven.example";
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(there));
        await TellAndConfirmAsync(pipeline, Merges.Ingrid, Merges.Kees);
        var merge = await pipeline.MergePersonsAsync(Merges.Ingrid, there);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(5).By(Merges.Kees));
        await AssertOneAsync(pipeline, Merges.Kees, there);

        await pipeline.UndoAsync(merge);
        await pipeline.DrainAsync();
        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        Assert.Equal(merge.Source, await pipeline.AccountOfAsync(Merges.Kees));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_address_that_wrote_nothing_yet_follows_its_whole_account()
    {
        const string there = "piet@haven.example";
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(there));
        await TellAndConfirmAsync(pipeline, Merges.Ingrid, Merges.Kees);
        await pipeline.MergeAccountsAsync(Merges.Ingrid, there);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(5).By(Merges.Kees));
        await AssertOneAsync(pipeline, Merges.Kees, Merges.Ingrid);
        Assert.Equal(await pipeline.AccountOfAsync(there), await pipeline.AccountOfAsync(Merges.Kees));
    }

    [Theory]
    [InlineData(Merges.Ingrid, true)]
    [InlineData(Merges.Ingrid, false)]
    [InlineData(Merges.Kees, false)] // a private address tells a company's that nobody has written from
    public async Task Of_two_companies_nothing_moves_and_the_pair_is_kept_for_an_operator(string asking, bool known)
    {
        Submission[] history = known ? [Some.Whitepaper(2).By(Elsewhere)] : [];
        using var pipeline = await StartAsync([Some.Whitepaper(3).By(Merges.Kees), .. history]);
        var before = Journal(pipeline).Count;
        await pipeline.TellAsync(pipeline.AskToken(asking), Elsewhere);
        var token = AddressFlow.TokenIn(Assert.Single(pipeline.Mails.Taken), "confirm/");
        Assert.Contains("A colleague looks at it", (await pipeline.ConfirmAddressAsync(token)).Text, StringComparison.Ordinal);
        await pipeline.ConfirmAddressAsync(token);
        await pipeline.DrainAsync();

        Assert.Equal(before, Journal(pipeline).Count);
        var person = await pipeline.Get<AccountStore>().PersonAsync(await pipeline.AccountOfAsync(asking), pipeline.PersonOf(asking), default);
        Assert.Equal(pipeline.PersonOf(Elsewhere), person!.Facts.Of(FactNames.AlsoAt));
        Assert.Contains($"\"alsoAt\":{{\"value\":\"{pipeline.PersonOf(Elsewhere)}\"", await ProfileAsync(pipeline, asking), StringComparison.Ordinal);
        Assert.Equal(known, await pipeline.Get<People>().FindAsync(pipeline.PersonOf(Elsewhere), default) is not null);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Asked_five_times_and_in_another_spelling_one_mail_leaves_and_of_one_person_three_a_week()
    {
        using var pipeline = await StartAsync();
        var token = pipeline.AskToken(Merges.Ingrid);
        for (var n = 0; n < 5; n++)
        {
            await pipeline.TellAsync(token, n % 2 == 0 ? Merges.Kees : "KeesHoekstra@GMail.com");
            pipeline.Time.Advance(TimeSpan.FromHours(1));
        }
        Assert.Single(pipeline.Mails.Taken);
        foreach (var name in (string[])["a", "b", "c", "d"]) await pipeline.TellAsync(token, $"{name}@haven.example");
        Assert.Equal(3, pipeline.Mails.Taken.Count);
        pipeline.Time.Advance(TimeSpan.FromDays(7));
        await pipeline.TellAsync(token, "d@haven.example");
        Assert.Equal(4, pipeline.Mails.Taken.Count);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task One_address_is_asked_for_three_persons_a_week()
    {
        using var pipeline = await StartAsync([.. Enumerable.Range(2, 5).Select(n => Some.Whitepaper(n).By($"p{n}@haven.example"))]);
        for (var n = 2; n < 7; n++) await pipeline.TellAsync(pipeline.AskToken($"p{n}@haven.example"), Merges.Kees);
        Assert.Equal(3, pipeline.Mails.Taken.Count);
    }

    [Theory]
    [InlineData("objected")]
    [InlineData("unsubscribed")]
    public async Task Whoever_objected_or_left_our_mail_is_not_asked(string activity)
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees), Some.Activity(3, activity, "-").By(Merges.Kees));
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        Assert.Empty(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task An_address_that_nobody_is_known_by_may_refuse_to_be_asked_ever_again()
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By("p@haven.example"));
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        Assert.Contains("It is done", (await pipeline.RefuseAsync(AddressFlow.TokenIn(pipeline.Mails.Taken[0], "refuse/"))).Text, StringComparison.Ordinal);
        await pipeline.DrainAsync();
        pipeline.Time.Advance(TimeSpan.FromDays(30));
        await pipeline.TellAsync(pipeline.AskToken("p@haven.example"), "k.e.e.s.hoekstra@gmail.com");
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Somebody_known_leaves_our_mail_by_the_mail_that_asks()
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees));
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        var token = PaperFlow.Between(pipeline.Mails.Taken[0].Mail.Text, "/unsubscribe/", "?");
        Assert.Equal(pipeline.PersonOf(Merges.Kees), pipeline.Get<SubscriptionLinks>().OpenUnsubscribe(token).Person);
    }

    [Fact]
    public async Task An_objection_at_one_address_holds_for_both()
    {
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees));
        await TellAndConfirmAsync(pipeline, Merges.Ingrid, Merges.Kees);
        await pipeline.ProcessAsync(Some.Activity(3, "objected", "-").By(Merges.Kees));
        pipeline.Mails.Taken.Clear();
        await pipeline.ProcessAsync(Some.Demo(4));
        Assert.Empty(pipeline.Mails.Taken);
        await pipeline.ProcessAsync(Some.Whitepaper(5).By("p@haven.example"));
        await pipeline.TellAsync(pipeline.AskToken("p@haven.example"), Merges.Ingrid);
        Assert.Empty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task A_test_meets_nobody_of_the_real_world_and_its_mail_goes_to_the_tester()
    {
        const string tester = "tess@lichtveld.example";
        using var pipeline = await StartAsync(Some.Whitepaper(2).By(Merges.Kees), Some.Whitepaper(3).By(tester) with { Tester = tester });
        pipeline.Mails.Taken.Clear();
        var keys = pipeline.Get<Keys>().OfTesters;
        var token = new Uri(pipeline.Get<AddressLinks>().Ask(keys.Person(tester), "en")).Segments[^1];
        await pipeline.TellAsync(token, Merges.Kees);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal(tester, mail.To);
        await pipeline.ConfirmAddressAsync(AddressFlow.TokenIn(mail, "confirm/"));
        await pipeline.DrainAsync();
        Assert.NotEqual(keys.CompanyAccount("lichtveld.example"), await pipeline.AccountOfAsync(Merges.Kees));
        Assert.Equal(keys.CompanyAccount("lichtveld.example"), (await pipeline.Get<People>().FindAsync(keys.Person(EmailAddress.Parse(Merges.Kees).Canonical), default))!.AccountId);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Wherever_a_confirmation_fails_or_dies_it_ends_the_same(bool known)
    {
        using var whole = await ConfirmedAsync(known);
        await whole.DrainAsync();
        var expected = await whole.PictureAsync();
        var calls = await EveryCall.FailsOnceAsync(() => ConfirmedAsync(known), (pipeline, struck) =>
        {
            Assert.Equal((struck, expected), (struck, pipeline.PictureAsync().GetAwaiter().GetResult()));
            pipeline.AssertAtRest();
        });
        output.WriteLine($"{calls} calls");
    }

    [Fact]
    public async Task Wherever_the_noting_of_two_companies_fails_or_dies_it_ends_the_same()
    {
        using var whole = await NotedAsync();
        await whole.DrainAsync();
        var expected = await whole.PictureAsync();
        await EveryCall.FailsOnceAsync(NotedAsync, (pipeline, struck) =>
        {
            Assert.Equal((struck, expected), (struck, pipeline.PictureAsync().GetAwaiter().GetResult()));
            pipeline.AssertAtRest();
        });
    }

    [Fact]
    public async Task Wherever_the_asking_fails_or_dies_one_mail_leaves()
    {
        await EveryCall.FailsOnceAsync(
            async () =>
            {
                var pipeline = await StartAsync();
                await pipeline.PostAddressAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
                return pipeline;
            },
            (pipeline, struck) =>
            {
                // Whether a mail left whose record did not cannot be known: after the stated wait it is sent again, as the same one.
                var unknown = struck is { Operation: "table:replace", Resource: TableNames.Mails };
                Assert.InRange(pipeline.Mails.Taken.Count, 1, unknown ? 2 : 1);
                Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
                pipeline.AssertAtRest();
            });
    }

    private static async Task<Pipeline> ConfirmedAsync(bool known)
    {
        var pipeline = await StartAsync(known ? [Some.Whitepaper(2).By(Merges.Kees)] : []);
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Merges.Kees);
        var token = AddressFlow.TokenIn(Assert.Single(pipeline.Mails.Taken), "confirm/");
        await pipeline.ConfirmAddressAsync(token);
        // The other case is a merge like any other: here it is pressed twice, and written from at the same time.
        if (known) return pipeline;
        await pipeline.ConfirmAddressAsync(token);
        await pipeline.SubmitAsync(Some.Whitepaper(6).By(Merges.Kees));
        return pipeline;
    }

    private static async Task<Pipeline> NotedAsync()
    {
        var pipeline = await StartAsync(Some.Whitepaper(2).By(Elsewhere));
        await pipeline.TellAsync(pipeline.AskToken(Merges.Ingrid), Elsewhere);
        await pipeline.ConfirmAddressAsync(AddressFlow.TokenIn(Assert.Single(pipeline.Mails.Taken), "confirm/"));
        return pipeline;
    }

    private static async Task TellAndConfirmAsync(Pipeline pipeline, string asking, string other)
    {
        await pipeline.TellAsync(pipeline.AskToken(asking), other);
        await pipeline.ConfirmAddressAsync(AddressFlow.TokenIn(Assert.Single(pipeline.Mails.Taken), "confirm/"));
        await pipeline.DrainAsync();
    }

    private static async Task AssertOneAsync(Pipeline pipeline, string email, string other)
    {
        var account = (await pipeline.LoadAsync(await pipeline.AccountOfAsync(other))).State.Account;
        Assert.Equal(account.Id, await pipeline.AccountOfAsync(email));
        Assert.True(account.Members.ContainsKey(pipeline.PersonOf(email)));
        Assert.Equal(Aliases.PersonOf(account, pipeline.PersonOf(other)), Aliases.PersonOf(account, pipeline.PersonOf(email)));
    }

    // The profile is found by either address.
    private static async Task AssertPageAsync(Pipeline pipeline, string email, string other) =>
        Assert.Equal(await ProfileAsync(pipeline, other), await ProfileAsync(pipeline, email));

    private static async Task<string> ProfileAsync(Pipeline pipeline, string email)
    {
        var (context, body) = await pipeline.RunAsync("GET", "/api/people", request => pipeline.Get<ProfileDoor>().PersonAsync(request, pipeline.PersonOf(email), default));
        Assert.Equal(200, context.Response.StatusCode);
        return System.Text.Encoding.UTF8.GetString(body);
    }

    private static List<string> Journal(Pipeline pipeline) =>
        [.. pipeline.Storage.Rows(TableNames.Accounts).Where(row => row.RowKey.StartsWith("z:merge:", StringComparison.Ordinal)).Select(row => row.RowKey["z:merge:".Length..])];

    private static async Task<Pipeline> StartAsync(params Submission[] history)
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        foreach (var submission in (Submission[])[Some.Whitepaper(1), .. history]) await pipeline.ProcessAsync(submission);
        Assert.Empty(pipeline.Mails.Taken);
        return pipeline;
    }
}
