using System.Net;
using System.Text.Json;
using Intake.Accounts;
using Intake.Links;
using Intake.Papers;
using Intake.Scoring;
using Intake.Storage;
using Intake.Tests.Playbooks;
using Intake.Tests.Storage;

namespace Intake.Functions.Tests.Flow;

/// <summary>From the request of a file to its download and what that counts.</summary>
public sealed class PaperFlowTests
{
    private const string Fleet = "wp-laden-wagenpark", Ingrid = """{"email":"ingrid@hoekstra-transport.example","firstName":"<b>Evil pills</b>"}""";

    private static byte[] Pdf(string content) => File.ReadAllBytes(Path.Combine(SamplePlaybook.Directory, "sample", "assets", content + ".pdf"));

    [Fact]
    public async Task A_request_is_mailed_a_link_and_the_download_counts_once_a_day()
    {
        using var pipeline = await StartAsync();
        await pipeline.AskAsync(Fleet, Ingrid);
        await SettleAsync(pipeline);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("ingrid@hoekstra-transport.example", mail.To);
        Assert.DoesNotContain("evil", mail.Mail.Html + mail.Mail.Text + mail.Mail.Subject, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(8_00, await InterestAsync(pipeline, "charging"));

        var token = PaperFlow.TokenOf(mail);
        Assert.Equal(HttpStatusCode.OK, (await pipeline.PageAsync(token)).Status);
        await SettleAsync(pipeline);
        Assert.Equal(8_00, await InterestAsync(pipeline, "charging"));

        for (var time = 0; time < 3; time++)
        {
            var file = await pipeline.DownloadAsync(token);
            Assert.Equal((HttpStatusCode.OK, true), (file.Status, Pdf(Fleet).AsSpan().SequenceEqual(file.Body)));
            await SettleAsync(pipeline);
        }
        Assert.Equal(20_00, await InterestAsync(pipeline, "charging"));
        Assert.Equal(["whitepaper-downloaded", "whitepaper-requested"], pipeline.Records().Select(record => record.Submission!.Activity).Order());

        // The next day it is an activity again; that the same paper gives points once in thirty days is the score's.
        pipeline.Time.Advance(TimeSpan.FromDays(1));
        await pipeline.DownloadAsync(token);
        await SettleAsync(pipeline);
        Assert.Equal(3, pipeline.Records().Count);
        Assert.Single(pipeline.Mails.Taken);
        Assert.DoesNotContain(pipeline.Storage.Rows(TableNames.Accounts), row => row.RowKey.StartsWith("z:conflict:", StringComparison.Ordinal));
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_price_list_is_answered_at_once_and_counts_when_it_is_opened_and_once()
    {
        using var pipeline = await StartAsync();
        using var answer = JsonDocument.Parse(await pipeline.AskAsync("prijslijst-laden", Ingrid));
        var page = answer.RootElement.GetProperty("download").GetString()!;
        Assert.StartsWith("https://intake.lichtveld.example/papers/", page, StringComparison.Ordinal);
        await SettleAsync(pipeline);
        Assert.Empty(pipeline.Mails.Taken);
        Assert.Equal(0, await InterestAsync(pipeline, "charging"));

        var file = await pipeline.DownloadAsync(page.Split('/')[^1]);
        Assert.True(Pdf("prijslijst-laden").AsSpan().SequenceEqual(file.Body));
        await SettleAsync(pipeline);
        Assert.Equal(30_00, await InterestAsync(pipeline, "charging"));
        Assert.Equal(1, pipeline.Records().Count(record => record.Submission!.Activity == "price-list-downloaded"));
    }

    [Fact]
    public async Task A_browser_is_led_to_a_page_with_the_button()
    {
        using var pipeline = await StartAsync();
        var location = await pipeline.AskAsync("prijslijst-laden", "email=a%40b.nl&_lang=nl", "text/html", "application/x-www-form-urlencoded");
        Assert.StartsWith("/thanks/prijslijst-laden?lang=nl&paper=", location, StringComparison.Ordinal);
        var (_, body) = await pipeline.RunAsync("GET", location, request =>
            new FormFunctions(pipeline.Get<Http.FormDoor>()).Thanks(request, "prijslijst-laden"));
        var page = System.Text.Encoding.UTF8.GetString(body);
        Assert.Contains($"href=\"/papers/{location.Split('=')[^1]}?lang=nl\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("a@b.nl", page, StringComparison.Ordinal);

        var (_, other) = await pipeline.RunAsync("GET", location, request =>
            new FormFunctions(pipeline.Get<Http.FormDoor>()).Thanks(request, "prijslijst-energie"));
        Assert.DoesNotContain("/papers/", System.Text.Encoding.UTF8.GetString(other), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_asks_for_the_same_paper_many_times_a_day_is_mailed_once()
    {
        using var pipeline = await StartAsync();
        for (var n = 0; n < 4; n++) await pipeline.AskAsync(Fleet, $$"""{"email":"ingrid@hoekstra-transport.example","lastName":"n{{n}}"}""");
        await SettleAsync(pipeline);
        Assert.Equal(4, pipeline.Records().Count);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Contains("/unsubscribe/", mail.Mail.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_tells_nothing_of_whom_it_is()
    {
        using var pipeline = await StartAsync();
        await pipeline.AskAsync(Fleet, Ingrid);
        await SettleAsync(pipeline);
        var token = PaperFlow.TokenOf(pipeline.Mails.Taken[0]);
        var (_, opened) = pipeline.Get<PaperLinks>().Open(token);
        Assert.Equal(pipeline.Get<Keys>().Person("ingrid@hoekstra-transport.example"), opened!.Person);
        Assert.DoesNotContain("ingrid", opened.ToString(), StringComparison.OrdinalIgnoreCase);
        var page = await pipeline.PageAsync(token, "nl");
        Assert.DoesNotContain("ingrid", page.Text, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Downloaden", page.Text, StringComparison.Ordinal);
        Assert.Equal("no-referrer", page.Headers["Referrer-Policy"]);
    }

    [Theory]
    [InlineData("whole", 404)]
    [InlineData("cut", 404)]
    [InlineData("changed", 404)]
    [InlineData("swapped", 404)]
    [InlineData("visitor", 404)]
    [InlineData("no content", 410)]
    [InlineData("expired", 410)]
    public async Task What_is_no_link_of_ours_gives_no_file(string how, int status)
    {
        using var pipeline = await StartAsync();
        var good = pipeline.Get<PaperLinks>().Seal(new PaperToken(Fleet, Some.Id(1), Some.Id(2)));
        var in30 = pipeline.Now.AddDays(30);
        var token = how switch
        {
            "cut" => good[..^3],
            "changed" => good[..20] + (good[20] == 'A' ? 'B' : 'A') + good[21..],
            "swapped" => pipeline.Get<Seal>().Close(SealPurposes.Receipt, new PaperToken(Fleet, Some.Id(1), Some.Id(2)).ToString(), in30),
            "visitor" => pipeline.Get<Seal>().Close(SealPurposes.Visitor, Some.Id(2), in30),
            "no content" => pipeline.Get<PaperLinks>().Seal(new PaperToken("../../etc/passwd", Some.Id(1), Some.Id(2))),
            "expired" => good,
            _ => "rubbish",
        };
        if (how == "expired") pipeline.Time.Advance(PaperLinks.Lifetime + TimeSpan.FromSeconds(1));
        foreach (var answer in new[] { await pipeline.PageAsync(token), await pipeline.DownloadAsync(token) })
        {
            Assert.Equal(status, (int)answer.Status);
            Assert.StartsWith("text/html", answer.Headers.ContentType, StringComparison.Ordinal);
            Assert.Contains("<h1>", answer.Text, StringComparison.Ordinal);
        }
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_404_and_no_download()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = pipeline.Get<PaperLinks>().Seal(new PaperToken(Fleet, Some.Id(1), Some.Id(2)));
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.DownloadAsync(token)).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Theory]
    [InlineData(FaultKind.Before)]
    [InlineData(FaultKind.LoseAnswer)]
    public async Task When_the_queue_refuses_the_reader_gets_the_file_all_the_same(FaultKind kind)
    {
        using var pipeline = await StartAsync();
        var token = pipeline.Get<PaperLinks>().Seal(new PaperToken(Fleet, Some.Id(1), Some.Id(2)));
        pipeline.Storage.Fail(call => call.Resource == QueueNames.Submissions ? kind : null);
        var file = await pipeline.DownloadAsync(token);
        Assert.Equal((HttpStatusCode.OK, true), (file.Status, Pdf(Fleet).AsSpan().SequenceEqual(file.Body)));
    }

    [Fact]
    public async Task When_storage_fails_a_page_says_so()
    {
        using var pipeline = await StartAsync();
        var token = pipeline.Get<PaperLinks>().Seal(new PaperToken(Fleet, Some.Id(1), Some.Id(2)));
        pipeline.Storage.Fail(call => call.Resource == ContainerNames.Assets ? FaultKind.Before : null);
        var answer = await pipeline.DownloadAsync(token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.Equal("30", answer.Headers.RetryAfter);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Submissions));
    }

    [Fact]
    public async Task What_is_free_is_given_to_anybody_and_marked_where_it_is_known_who()
    {
        using var pipeline = await StartAsync();
        await pipeline.AskAsync("prijslijst-energie", Ingrid);
        await SettleAsync(pipeline);
        var page = await pipeline.PageAsync(PaperFlow.TokenOf(pipeline.Mails.Taken[0]));
        var mark = "?v=" + PaperFlow.Between(page.Text, "/api/whitepapers/wp-netcongestie/file?v=", "\"");
        var before = pipeline.Records().Count;

        Assert.Equal(Pdf("wp-netcongestie"), (await pipeline.FreeAsync("wp-netcongestie")).Body);
        foreach (var forged in new[] { "?v=rubbish", "?v=" + mark[5..], "?v=" + PaperFlow.TokenOf(pipeline.Mails.Taken[0]) })
            Assert.Equal(HttpStatusCode.OK, (await pipeline.FreeAsync("wp-netcongestie", forged)).Status);
        await SettleAsync(pipeline);
        Assert.Equal(before, pipeline.Records().Count);

        await pipeline.FreeAsync("wp-netcongestie", mark);
        await pipeline.FreeAsync("wp-netcongestie", mark);
        await pipeline.DrainAsync();
        // She did not consent to being followed: it is recorded, and neither counted nor kept what it was.
        var record = Assert.Single(pipeline.Records(), record => record.Submission!.Activity == "whitepaper-downloaded");
        Assert.Equal((true, "no-consent", 0), (record.Submission!.Tracked, record.Refused, record.Submission.Fields.Count));
    }

    [Theory]
    [InlineData(Fleet)]
    [InlineData("prijslijst-laden")]
    [InlineData("pweb-energie")]
    [InlineData("nothing")]
    public async Task What_must_be_asked_for_is_not_free(string content)
    {
        using var pipeline = await StartAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await pipeline.FreeAsync(content)).Status);
    }

    [Fact]
    public async Task A_mail_waits_for_a_file_that_was_forgotten()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.AskAsync(Fleet, Ingrid);
        await SettleAsync(pipeline);
        Assert.Empty(pipeline.Mails.Taken);
        await pipeline.PutAssetsAsync();
        await pipeline.RunUntilAsync(pipeline.Now.AddMinutes(16));
        Assert.Single(pipeline.Mails.Taken);
        pipeline.AssertAtRest();
    }

    [Fact]
    public async Task A_tester_gets_the_mail_in_place_of_whom_they_test_with()
    {
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Activity(1, "whitepaper-requested", Fleet) with { Source = "whitepaper", Tester = "tester@lichtveld.example" });
        Assert.Equal("tester@lichtveld.example", Assert.Single(pipeline.Mails.Taken).To);
    }

    [Theory]
    [InlineData("zoom", null, 0)]
    [InlineData("form", null, 0)]
    [InlineData("form", "fleet", 1)]
    [InlineData("whitepaper", null, 1)]
    public async Task Only_who_asked_at_a_form_of_ours_waits_for_a_mail(string source, string? form, int mails)
    {
        using var pipeline = await StartAsync();
        await pipeline.ProcessAsync(Some.Activity(1, "whitepaper-requested", Fleet) with { Source = source, Form = form });
        Assert.Equal(mails, pipeline.Mails.Taken.Count);
    }

    internal static async Task<Pipeline> StartAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.PutAssetsAsync();
        return pipeline;
    }

    private static async Task SettleAsync(Pipeline pipeline)
    {
        await pipeline.DrainAsync();
        await pipeline.RunHandoffAsync();
        Assert.Empty(pipeline.Pump.Failures);
    }

    private static async Task<int> InterestAsync(Pipeline pipeline, string proposition)
    {
        var state = Assert.Single(await pipeline.AccountsAsync()).State;
        return Scorer.Score(state.Account, state.Latest(proposition)!, SamplePlaybook.Instance, DateOnly.FromDateTime(pipeline.Now.UtcDateTime)).Interest;
    }
}
