using System.Reflection;
using Intake.Handoffs;
using Intake.Handoffs.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.Flow;

/// <summary>What opens every link of a mail before its reader does, by GET or HEAD: it reads, and changes nothing.</summary>
public sealed class ScannerTests
{
    [Theory]
    [InlineData("GET", "mailed")]
    [InlineData("HEAD", "mailed")]
    [InlineData("GET", "accepted")]
    [InlineData("HEAD", "accepted")]
    public async Task A_scanner_that_opens_every_link_of_a_mail_only_reads(string method, string state)
    {
        using var pipeline = await (state == "mailed" ? Clocks.MailedAsync() : Clocks.AcceptedAsync());
        var links = LinksOf(pipeline);
        Assert.InRange(links.Count, 4, 30);
        var before = await pipeline.StateAsync();
        var mark = pipeline.Storage.Mark();
        foreach (var link in links)
            foreach (var query in new[] { link.Query, "?do=accept", "?do=reject&reason=no-budget", "?do=snooze&until=2026-10-01", "?do=pass&to=bram", "?do=spoke", "?do=sql", "?do=won&value=1" })
                await OpenAsync(pipeline, method, link, query);

        Assert.All(pipeline.Storage.CallsSince(mark), call => Assert.Contains(call.Operation, new[] { "table:query", "table:get", "blob:get" }));
        Assert.NotEmpty(pipeline.Storage.CallsSince(mark));
        Assert.Equal(before.Account.Revision, (await pipeline.StateAsync()).Account.Revision);
    }

    [Fact]
    public void Whatever_takes_a_POST_on_a_link_takes_nothing_else() =>
        Assert.All(
            from type in typeof(AnswerFunctions).Assembly.GetTypes()
            from function in type.GetMethods()
            from parameter in function.GetParameters()
            let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
            where trigger?.Route?.Contains("{token}", StringComparison.Ordinal) == true
            select trigger,
            trigger => Assert.Contains(string.Join(' ', trigger.Methods!), new[] { "get head", "post" }));

    private static async Task OpenAsync(Pipeline pipeline, string method, Uri link, string query)
    {
        var request = new DefaultHttpContext { Request = { Method = method, QueryString = new QueryString(query) } }.Request;
        var token = link.Segments[^1];
        var result = link.Segments[^2] switch
        {
            "answer/" => await new AnswerFunctions(pipeline.Get<AnswerHandler>()).ShowAsync(request, token, default),
            "card/" => await new FileFunctions(pipeline.Get<FileHandler>()).CardAsync(request, token, default),
            _ => await new FileFunctions(pipeline.Get<FileHandler>()).CalendarAsync(request, token, default),
        };
        Assert.NotNull(result);
    }

    private static List<Uri> LinksOf(Pipeline pipeline) =>
    [
        .. pipeline.Mails.Taken.SelectMany(mail => mail.Mail.Text.Split('\n', ' ')).Where(word => word.StartsWith("http", StringComparison.Ordinal))
            .Select(word => new Uri(word.Trim())).Where(link => link.Segments is [.., "answer/" or "card/" or "calendar/", _]).Distinct(),
    ];
}
