using System.Net;
using Intake.Addresses;
using Intake.Http;
using Intake.Storage;
using Intake.Subscriptions;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>The pages on which people tell another address of theirs: what they show, refuse and cost.</summary>
public sealed class AddressDoorTests
{
    private const string Other = "ingrid.hoekstra@gmail.com";

    [Fact]
    public async Task The_answer_is_the_same_whoever_the_address_is_of_and_costs_one_call()
    {
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Whitepaper(2).By(Merges.Kees));
        await pipeline.ProcessAsync(Some.Activity(3, "objected", "-").By("gone@haven.example"));
        var token = pipeline.AskToken(Merges.Ingrid);
        string[] addresses = [Merges.Kees, "bo@haven.example", Merges.Ingrid, "gone@haven.example", "info@haven.example", "x@mailinator.com"];
        foreach (var address in addresses)
        {
            var mark = pipeline.Storage.Mark();
            var answer = await pipeline.PostAddressAsync(token, address);
            Assert.Equal(HttpStatusCode.SeeOther, answer.Status);
            Assert.Equal($"/addresses/{token}?sent=1&lang=en", answer.Headers.Location);
            Assert.Empty(answer.Body);
            Assert.Equal("queue:put", Assert.Single(pipeline.Storage.CallsSince(mark)).Operation);
        }
        var page = await pipeline.AskPageAsync(token, "?sent=1&lang=en");
        Assert.Contains("Look in your other mailbox", page.Text, StringComparison.Ordinal);
        await pipeline.DrainAsync();
        Assert.Equal(["bo@haven.example", Merges.Kees], pipeline.Mails.Taken.Select(mail => mail.To).Order());
    }

    [Fact]
    public async Task Looking_at_a_page_changes_nothing()
    {
        using var pipeline = await StartAsync();
        var token = pipeline.AskToken(Merges.Ingrid);
        await pipeline.TellAsync(token, Other);
        var mail = Assert.Single(pipeline.Mails.Taken);
        var mark = pipeline.Storage.Mark();
        foreach (var page in new[]
        {
            await pipeline.AskPageAsync(token), await pipeline.ConfirmPageAsync(AddressFlow.TokenIn(mail, "confirm/")),
            await pipeline.RefusePageAsync(AddressFlow.TokenIn(mail, "refuse/")),
        })
        {
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains("<form method=\"post\"", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("<script", page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Other, page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Merges.Ingrid, page.Text, StringComparison.OrdinalIgnoreCase);
            Assert.Equal("noindex", page.Headers["X-Robots-Tag"]);
        }
        Assert.All(pipeline.Storage.CallsSince(mark), call => Assert.Contains(call.Operation.Split(':')[1], (string[])["get", "query"]));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task Links_that_are_forged_swapped_or_old_are_refused()
    {
        using var pipeline = await StartAsync();
        var ask = pipeline.AskToken(Merges.Ingrid);
        await pipeline.TellAsync(ask, Other);
        var mail = Assert.Single(pipeline.Mails.Taken);
        var (confirm, refuse) = (AddressFlow.TokenIn(mail, "confirm/"), AddressFlow.TokenIn(mail, "refuse/"));
        var unsubscribe = new Uri(pipeline.Get<SubscriptionLinks>().Unsubscribe(pipeline.PersonOf(Merges.Ingrid), "en")).Segments[^1];
        var forged = confirm[..^3] + (confirm[^3] == 'A' ? "B" : "A") + confirm[^2..];
        foreach (var wrong in (string[])[ask, refuse, unsubscribe, forged, "nonsense"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await pipeline.ConfirmPageAsync(wrong)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await pipeline.ConfirmAddressAsync(wrong)).Status);
        }
        foreach (var wrong in (string[])[confirm, refuse, unsubscribe, "nonsense"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await pipeline.AskPageAsync(wrong)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await pipeline.PostAddressAsync(wrong, Other)).Status);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.RefuseAsync(confirm)).Status);

        pipeline.Time.Advance(TimeSpan.FromDays(8));
        Assert.Equal(HttpStatusCode.Gone, (await pipeline.ConfirmPageAsync(confirm)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await pipeline.ConfirmAddressAsync(confirm)).Status);
        pipeline.Time.Advance(TimeSpan.FromDays(2 * 365));
        Assert.Equal(HttpStatusCode.Gone, (await pipeline.AskPageAsync(ask)).Status);
        Assert.Equal(HttpStatusCode.Gone, (await pipeline.PostAddressAsync(ask, Other)).Status);
        Assert.Equal(HttpStatusCode.OK, (await pipeline.RefuseAsync(refuse)).Status);
        await pipeline.DrainAsync();
        Assert.Null(await pipeline.Get<Intake.Accounts.People>().FindAsync(pipeline.PersonOf(Other), default));
    }

    [Fact]
    public async Task What_is_no_address_is_asked_again_and_a_bot_gets_the_same_answer_and_no_mail()
    {
        using var pipeline = await StartAsync();
        var token = pipeline.AskToken(Merges.Ingrid);
        var again = await pipeline.PostAddressAsync(token, "no address");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.Status);
        Assert.Contains("aria-invalid=\"true\"", again.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"contact_website\"", (await pipeline.AskPageAsync(token)).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.SeeOther, (await pipeline.TellAsync(token, Other, ("contact_website", "https://spam.example"))).Status);
        Assert.Empty(pipeline.Mails.Taken);
    }

    [Fact]
    public async Task What_the_queue_does_not_take_is_said_and_a_read_that_fails_too()
    {
        using var pipeline = await StartAsync();
        var token = pipeline.AskToken(Merges.Ingrid);
        pipeline.Storage.Fail(call => call.Operation == "queue:put" ? FaultKind.Before : null);
        var answer = await pipeline.PostAddressAsync(token, Other);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "60"), (answer.Status, answer.Headers.RetryAfter.ToString()));
        pipeline.Storage.Fail(_ => null);
        await pipeline.TellAsync(token, Other);
        var confirm = AddressFlow.TokenIn(Assert.Single(pipeline.Mails.Taken), "confirm/");
        pipeline.Storage.Fail(_ => FaultKind.Before);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pipeline.ConfirmPageAsync(confirm)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await pipeline.RefuseAsync(AddressFlow.TokenIn(pipeline.Mails.Taken[0], "refuse/"))).Status);
    }

    [Fact]
    public async Task The_link_stands_on_the_page_that_ends_mail()
    {
        using var pipeline = await StartAsync();
        var token = new Uri(pipeline.Get<SubscriptionLinks>().Unsubscribe(pipeline.PersonOf(Merges.Ingrid), "en")).Segments[^1];
        var (_, body) = await pipeline.RunAsync("GET", $"/unsubscribe/{token}?lang=nl", request => pipeline.Get<SubscriptionDoor>().AskUnsubscribeAsync(request, token));
        var page = System.Text.Encoding.UTF8.GetString(body);
        Assert.Contains("Kennen wij u ook van een ander adres?", page, StringComparison.Ordinal);
        var link = PaperFlow.Between(page, "/addresses/", "?");
        Assert.Equal((Links.SealState.Valid, pipeline.PersonOf(Merges.Ingrid)), pipeline.Get<AddressLinks>().OpenAsk(link));
    }

    private static async Task<Pipeline> StartAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Whitepaper(1));
        pipeline.Mails.Taken.Clear();
        return pipeline;
    }
}
