using System.Text;
using System.Text.Json;
using Intake.Accounts;
using Intake.Http;
using Intake.Merging;
using Intake.Profiles;
using Intake.Storage;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Merges, claims and profiles as an operator meets them: over HTTP.</summary>
public sealed class MergeDoorTests
{
    private static readonly Submission OfKees = Some.Whitepaper(1, Some.Now.AddDays(-3)).By(Merges.Kees) with
    {
        Contact = new Contact { Email = Merges.Kees, FirstName = "Kees", LastName = "Hoekstra", JobTitle = "Directeur", Company = "Hoekstra Transport BV", Phone = "+31 6 12345678" },
    };

    [Fact]
    public async Task An_operator_merges_by_address_sees_it_done_and_takes_it_back()
    {
        using var pipeline = await StartAsync();
        var before = await pipeline.PictureAsync();
        var (status, answer) = await PostAsync(pipeline, (door, request) => door.MergePersonsAsync(request, default), $$"""{"source":"Kees.Hoekstra+x@gmail.com","target":"{{Merges.Ingrid}}"}""");
        Assert.Equal((202, "merge"), (status, answer.GetProperty("command").GetString()));
        var id = answer.GetProperty("id").GetString()!;
        await pipeline.DrainAsync();

        var (_, merge) = await PostAsync(pipeline, (door, request) => door.ShowAsync(request, id, default));
        Assert.Equal(("done", "operator"), (merge.GetProperty("state").GetString(), merge.GetProperty("evidence").GetString()));
        Assert.Equal(202, (await PostAsync(pipeline, (door, request) => door.UndoAsync(request, id, default))).Status);
        Assert.Equal(202, (await PostAsync(pipeline, (door, request) => door.UndoAsync(request, id, default))).Status);
        await pipeline.DrainAsync();
        Assert.Equal("undone", (await PostAsync(pipeline, (door, request) => door.ShowAsync(request, id, default))).Body.GetProperty("state").GetString());
        Assert.Equal(before, await pipeline.PictureAsync());
    }

    [Fact]
    public async Task Ordered_twice_it_is_one_merge_and_after_the_undoing_it_is_another()
    {
        using var pipeline = await StartAsync();
        var body = $$"""{"source":"{{Merges.Kees}}","target":"{{Merges.Ingrid}}"}""";
        Task<(int Status, JsonElement Body)> OrderAsync() => PostAsync(pipeline, (door, request) => door.MergePersonsAsync(request, default), body);
        var (one, two) = ((await OrderAsync()).Body.GetProperty("id").GetString()!, (await OrderAsync()).Body.GetProperty("id").GetString()!);
        Assert.Equal(one, two);
        await pipeline.DrainAsync();
        Assert.Equal(422, (await OrderAsync()).Status);
        await PostAsync(pipeline, (door, request) => door.UndoAsync(request, one, default));
        await pipeline.DrainAsync();
        Assert.NotEqual(one, (await OrderAsync()).Body.GetProperty("id").GetString());
        await pipeline.DrainAsync();
        Assert.Empty(pipeline.Pump.Failures);
    }

    [Theory]
    [InlineData("{}", 422)]
    [InlineData("not json", 422)]
    [InlineData("""{"source":"nobody@nowhere.example","target":"ingrid@hoekstra-transport.example"}""", 404)]
    [InlineData("""{"source":"ingrid@hoekstra-transport.example","target":"INGRID@hoekstra-transport.example"}""", 422)]
    [InlineData("""{"source":"0","target":"ingrid@hoekstra-transport.example"}""", 422)]
    public async Task What_cannot_be_merged_is_refused_at_the_door(string body, int status)
    {
        using var pipeline = await StartAsync();
        Assert.Equal(status, (await PostAsync(pipeline, (door, request) => door.MergePersonsAsync(request, default), body)).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task A_claim_is_shown_and_becomes_true_only_when_somebody_confirms_it()
    {
        using var pipeline = await StartAsync();
        var account = await pipeline.AccountOfAsync(Merges.Kees);
        var (_, claimed) = await ProfileAsync(pipeline, (door, request) => door.AccountAsync(request, account, default));
        Assert.Equal((false, "hoekstra"), (claimed.GetProperty("isCompany").GetBoolean(), claimed.GetProperty("claimed").GetProperty("id").GetString()));

        Assert.Equal(202, (await PostAsync(pipeline, (door, request) => door.ConfirmClaimAsync(request, account, default))).Status);
        await pipeline.DrainAsync();
        Assert.Equal(await pipeline.AccountOfAsync(Merges.Ingrid), await pipeline.AccountOfAsync(Merges.Kees));
        var (_, merged) = await ProfileAsync(pipeline, (door, request) => door.AccountAsync(request, account, default));
        Assert.Equal((true, 2), (merged.GetProperty("isCompany").GetBoolean(), merged.GetProperty("buyingGroup").GetArrayLength()));
    }

    [Fact]
    public async Task A_claim_that_was_refused_does_not_come_back()
    {
        using var pipeline = await StartAsync();
        var account = await pipeline.AccountOfAsync(Merges.Kees);
        Assert.Equal(202, (await PostAsync(pipeline, (door, request) => door.RefuseClaimAsync(request, account, default))).Status);
        await pipeline.DrainAsync();
        await pipeline.ProcessAsync(OfKees with { Id = Some.Id(2) });

        var state = (await pipeline.LoadAsync(account)).State;
        Assert.Null(state.Account.Claimed);
        Assert.Null(state.Account.ClaimedSimilarity);
        Assert.Null(state.Account.OfCompany(FactNames.Staff));
        Assert.Equal(404, (await PostAsync(pipeline, (door, request) => door.ConfirmClaimAsync(request, account, default))).Status);
    }

    [Fact]
    public async Task A_profile_tells_all_of_a_person_by_any_of_their_addresses()
    {
        using var pipeline = await StartAsync();
        await pipeline.MergePersonsAsync(Merges.Kees, Merges.Ingrid);
        await pipeline.DrainAsync();
        foreach (var email in new[] { Merges.Kees, Merges.Ingrid })
        {
            var (status, person) = await ProfileAsync(pipeline, (door, request) => door.PersonAsync(request, pipeline.PersonOf(email), default));
            Assert.Equal((200, pipeline.PersonOf(Merges.Ingrid)), (status, person.GetProperty("id").GetString()));
            Assert.Equal([Merges.Ingrid, Merges.Kees], person.GetProperty("addresses").EnumerateArray().Select(address => address.GetProperty("email").GetString()));
            Assert.Equal(["+31612345678"], person.GetProperty("phones").EnumerateArray().Select(phone => phone.GetString()));
            var score = person.GetProperty("leads")[0].GetProperty("score");
            Assert.Equal(score.GetProperty("total").GetDecimal(), score.GetProperty("reasons").EnumerateArray().Sum(reason => reason.GetProperty("points").GetDecimal()));
            Assert.Contains(person.GetProperty("timeline").GetProperty("items").EnumerateArray(), item => item.GetProperty("reference").GetString() == OfKees.Id);
        }
    }

    [Fact]
    public async Task The_timeline_is_told_page_by_page_newest_first_and_whole()
    {
        using var pipeline = await StartAsync();
        for (var n = 100; n < 220; n++) await pipeline.SubmitAsync(Some.Activity(n, "email-clicked", "wp-netcongestie", Some.Now.AddMinutes(n - 300)));
        await pipeline.DrainAsync();
        var account = await pipeline.AccountOfAsync(Merges.Ingrid);
        List<JsonElement> all = [];
        string? after = null;
        do
        {
            var (_, page) = await ProfileAsync(pipeline, (door, request) => door.AccountAsync(request, account, default), after is null ? "" : $"?after={after}");
            all.AddRange(page.GetProperty("timeline").GetProperty("items").EnumerateArray());
            after = page.GetProperty("timeline").TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        while (after is not null);

        var times = all.Select(item => item.GetProperty("at").GetDateTimeOffset()).ToList();
        Assert.Equal(times.OrderDescending(), times);
        Assert.Equal(121, all.Count(item => item.GetProperty("kind").GetString() == "submission"));
        Assert.Equal(400, (await ProfileAsync(pipeline, (door, request) => door.AccountAsync(request, account, default), "?after=forged")).Status);
        Assert.Equal(404, (await ProfileAsync(pipeline, (door, request) => door.AccountAsync(request, new string('0', 32), default))).Status);
    }

    [Fact]
    public async Task A_profile_costs_three_calls()
    {
        using var pipeline = await StartAsync();
        var mark = pipeline.Storage.Mark();
        await ProfileAsync(pipeline, (door, request) => door.PersonAsync(request, pipeline.PersonOf(Merges.Ingrid), default));
        Assert.Equal(3, pipeline.Storage.CountSince(mark));
    }

    [Fact]
    public async Task A_book_that_gives_a_company_a_second_domain_makes_one_account_of_two_once()
    {
        const string there = "piet@hoekstra-logistics.example";
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(5).By(there));
        var (target, source) = (await pipeline.AccountOfAsync(Merges.Ingrid), await pipeline.AccountOfAsync(there));
        var company = Some.Transport with { Account = target, Domains = [.. Some.Transport.Domains, "hoekstra-logistics.example"] };
        async Task ChangedAsync(int number)
        {
            await pipeline.Get<Companies>().PutAsync(CompanyRows.Of([company], pipeline.Get<Keys>()), default);
            await pipeline.OrderAsync(new RefreshAccountCommand { Id = Keys.Id("test", $"{number}"), At = pipeline.Now, Account = target, Company = company.Id });
            await pipeline.DrainAsync();
        }
        await ChangedAsync(1);
        Assert.Equal(target, await pipeline.AccountOfAsync(there));
        Assert.Equal(["hoekstra-transport.example", "hoekstra-logistics.example"], (await pipeline.LoadAsync(target)).State.Account.Domains);

        await pipeline.OrderAsync(new UndoMergeCommand { Id = Keys.Id("test-undo"), At = pipeline.Now, Account = source, Merge = Keys.Id("merge-by-book", source, target) });
        await pipeline.DrainAsync();
        await ChangedAsync(2);
        Assert.Equal(source, await pipeline.AccountOfAsync(there));
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static async Task<Pipeline> StartAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.SubmitAsync(OfKees);
        await pipeline.SubmitAsync(Some.Whitepaper(11, Some.Now.AddDays(-2)));
        await pipeline.DrainAsync();
        return pipeline;
    }

    private static Task<(int Status, JsonElement Body)> PostAsync(Pipeline pipeline, Func<MergeDoor, HttpRequest, Task<IResult>> act, string? body = null) =>
        AnswerAsync(pipeline, request => act(pipeline.Get<MergeDoor>(), request), body, "");

    private static Task<(int Status, JsonElement Body)> ProfileAsync(Pipeline pipeline, Func<ProfileDoor, HttpRequest, Task<IResult>> act, string query = "") =>
        AnswerAsync(pipeline, request => act(pipeline.Get<ProfileDoor>(), request), null, query);

    private static async Task<(int Status, JsonElement Body)> AnswerAsync(Pipeline pipeline, Func<HttpRequest, Task<IResult>> act, string? body, string query)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider() };
        context.Request.QueryString = new QueryString(query);
        if (body is not null)
        {
            context.Request.ContentType = "application/json";
            context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        }
        context.Response.Body = new MemoryStream();
        await (await act(context.Request)).ExecuteAsync(context);
        context.Response.Body.Position = 0;
        return (context.Response.StatusCode, (await JsonDocument.ParseAsync(context.Response.Body)).RootElement);
    }
}
