using System.Text;
using Intake.Handoffs;
using Intake.Handoffs.Files;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>The card and the call slot behind the links of a mail.</summary>
public sealed class FileDoorTests
{
    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    [Theory]
    [InlineData("card", "text/vcard; charset=utf-8", "BEGIN:VCARD", "contact.vcf")]
    [InlineData("calendar", "text/calendar; charset=utf-8", "BEGIN:VCALENDAR", "call.ics")]
    public async Task Whoever_has_the_lead_gets_the_file_and_it_is_kept_nowhere(string door, string type, string begins, string name)
    {
        using var pipeline = await MailedAsync();
        var (answer, text) = await GetAsync(pipeline, door, Token(pipeline, door));
        Assert.Equal((200, type, "no-store"), (answer.StatusCode, answer.ContentType, answer.Headers.CacheControl.ToString()));
        Assert.Equal($"attachment; filename=\"{name}\"", answer.Headers.ContentDisposition);
        Assert.StartsWith(begins + "\r\n", text, StringComparison.Ordinal);
        Assert.Contains("Hoekstra", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("card", "calendar")]
    [InlineData("calendar", "answer")]
    [InlineData("card", "answer")]
    public async Task A_link_for_something_else_does_not_open_it(string door, string other)
    {
        using var pipeline = await MailedAsync();
        var (answer, text) = await GetAsync(pipeline, door, Token(pipeline, other));
        Assert.Equal((404, "text/html; charset=utf-8"), (answer.StatusCode, answer.ContentType));
        Assert.DoesNotContain("Hoekstra", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("card")]
    [InlineData("calendar")]
    public async Task Whoever_had_the_lead_or_comes_too_late_gets_a_page_that_says_so(string door)
    {
        using var pipeline = await MailedAsync();
        var token = Token(pipeline, door);
        await pipeline.OrderAsync(new AnswerCommand
        {
            Id = Some.Id(70), At = pipeline.Now, Account = (await pipeline.StateAsync()).Account.Id, Handoff = Assert.Single(pipeline.Handoffs()).Id,
            Answer = Stages.AnswerKinds.Pass, By = "fenna", To = "bram",
        });
        await pipeline.DrainAsync();
        var (given, text) = await GetAsync(pipeline, door, token);
        Assert.Equal(410, given.StatusCode);
        Assert.DoesNotContain("Hoekstra", text, StringComparison.Ordinal);

        pipeline.Time.Advance(AnswerLinks.Lifetime);
        Assert.Equal(410, (await GetAsync(pipeline, door, token)).Answer.StatusCode);
    }

    private static async Task<Pipeline> MailedAsync()
    {
        var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        await pipeline.ProcessAsync(Some.Demo(1));
        return pipeline;
    }

    private static string Token(Pipeline pipeline, string door) => new Uri(
        pipeline.Mails.Taken[0].Mail.Text.Split('\n', ' ').First(word => word.Contains($"/{door}/", StringComparison.Ordinal)).Trim()).Segments[^1];

    private static async Task<(HttpResponse Answer, string Text)> GetAsync(Pipeline pipeline, string door, string token)
    {
        var body = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = body } };
        var functions = new FileFunctions(pipeline.Get<FileHandler>());
        var answer = door == "card" ? await functions.CardAsync(context.Request, token, default) : await functions.CalendarAsync(context.Request, token, default);
        await answer.ExecuteAsync(context);
        return (context.Response, Encoding.UTF8.GetString(body.ToArray()));
    }
}
