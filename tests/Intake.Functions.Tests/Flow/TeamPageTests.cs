using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Intake.Handoffs;
using Intake.Storage;
using Intake.Teams.Page;
using Intake.Tests.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Functions.Tests.Flow;

/// <summary>Account managers change their own hours and absences on a page that a mailed link opens.</summary>
public sealed partial class TeamPageTests
{
    [Fact]
    public async Task The_link_is_mailed_to_its_account_manager_and_opens_their_page()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        var mail = Assert.Single(pipeline.Mails.Taken);
        Assert.Equal("fenna@lichtveld.example", mail.To);
        Assert.Contains(token, mail.Mail.Html, StringComparison.Ordinal);

        var (status, page) = await OpenAsync(pipeline, token);
        Assert.Equal(200, status);
        Assert.All(new[] { "Fenna Postma", "Je werktijden en afwezigheid", "Sanne", "Europe/Amsterdam" }, text => Assert.Contains(text, page, StringComparison.Ordinal));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task What_is_filled_in_holds_and_leads_go_to_who_stands_in()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now, [Some.Transport]);
        var token = await MailedAsync(pipeline);
        var form = await FormAsync(pipeline, token);
        form["day"] = ["mon", "tue", "wed", "thu"];
        (form["from"][0], form["until"][0], form["standin"][0]) = ("2026-09-24", "2026-10-02", "sanne");
        (form["end"], form["deputy"]) = (["16:30"], ["bram"]);
        Assert.Equal(200, (await PostAsync(pipeline, token, form)).Status);
        await pipeline.DrainAsync();

        var fenna = pipeline.Get<TeamInForce>().Current.ById["fenna"];
        Assert.Equal(new Absence(new DateOnly(2026, 9, 24), new DateOnly(2026, 10, 2), "sanne"), fenna.Absences[0]);
        Assert.Equal(("bram", new TimeOnly(16, 30), 4), (fenna.Deputy, fenna.Hours!.End, fenna.WorkingDays!.Count));
        Assert.Null(fenna.Zone);
        await pipeline.ProcessAsync(Some.Demo(1));
        Assert.Equal("sanne@lichtveld.example", pipeline.Mails.Taken[^1].To);
    }

    [Fact]
    public async Task What_is_as_the_company_has_it_is_nobodys_own_again_and_an_empty_row_takes_an_absence_away()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        await pipeline.ChangeAsync("fenna", """{"hours": {"start": "10:00", "end": "12:00"}, "workingDays": ["fri"], "timeZone": "Europe/Lisbon", "absences": [{"from": "2026-01-01", "until": "2026-01-02"}, {"from": "2026-12-01", "until": "2026-12-02"}]}""");
        var token = await MailedAsync(pipeline);
        var form = await FormAsync(pipeline, token);
        Assert.Equal("2026-12-01", form["from"][0]);
        var hours = pipeline.Playbook.Routing.Hours;
        (form["from"][0], form["until"][0], form["zone"]) = ("", "", [hours.Zone.Id]);
        (form["start"], form["end"]) = ([$"{hours.Start:HH:mm}"], [$"{hours.End:HH:mm}"]);
        form["day"] = [.. hours.Days.Select(TeamForm.Word)];
        Assert.Equal(200, (await PostAsync(pipeline, token, form)).Status);
        await pipeline.DrainAsync();

        var fenna = pipeline.Get<TeamInForce>().Current.ById["fenna"];
        Assert.Equal((null, null, null), (fenna.Hours, fenna.WorkingDays, fenna.Zone));
        Assert.Equal(new DateOnly(2026, 1, 1), Assert.Single(fenna.Absences).From);
    }

    [Fact]
    public async Task Saved_twice_it_is_one_change_and_saved_unchanged_it_is_none()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        var form = await FormAsync(pipeline, token);
        Assert.Equal(200, (await PostAsync(pipeline, token, form)).Status);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));

        form["end"] = ["16:00"];
        for (var each = 0; each < 2; each++) Assert.Equal(200, (await PostAsync(pipeline, token, form)).Status);
        await pipeline.DrainAsync();
        Assert.Equal(200, (await PostAsync(pipeline, token, form)).Status);
        await pipeline.DrainAsync();
        Assert.Equal("\"1\"", (await pipeline.TeamAsync((door, request) => door.Show(request, default))).ETag);
    }

    [Fact]
    public async Task Who_saves_what_somebody_else_changed_meanwhile_is_shown_how_it_is()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        var form = await FormAsync(pipeline, token);
        await pipeline.ChangeAsync("fenna", """{"absences": [{"from": "2026-11-02", "until": "2026-11-03"}]}""");
        form["end"] = ["16:00"];
        var (status, page) = await PostAsync(pipeline, token, form);
        Assert.Equal(409, status);
        Assert.Contains("2026-11-02", page, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Theory]
    [InlineData("day", "", "Kies minstens")]
    [InlineData("end", "07:00", "De dag moet eindigen")]
    [InlineData("end", "later", "De dag moet eindigen")]
    [InlineData("until", "2026-09-01", "eerste en een laatste dag")]
    [InlineData("until", "", "eerste en een laatste dag")]
    [InlineData("until", "2036-09-01", "kon niet worden opgeslagen")]
    [InlineData("zone", "Mars/North", "kon niet worden opgeslagen")]
    [InlineData("deputy", "nobody-there", "kon niet worden opgeslagen")]
    public async Task What_cannot_be_is_asked_again_with_what_was_filled_in(string field, string value, string said)
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        var form = await FormAsync(pipeline, token);
        if (field == "until") form["from"][0] = "2026-10-05";
        if (field == "day") form.Remove("day");
        else form[field][0] = value;
        var (status, page) = await PostAsync(pipeline, token, form);
        Assert.Equal(422, status);
        Assert.Contains(said, page, StringComparison.Ordinal);
        if (field == "until") Assert.Contains("2026-10-05", page, StringComparison.Ordinal);
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task Old_and_wrong_links_are_told_kindly()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        Assert.Equal(404, (await OpenAsync(pipeline, token[..^4] + "AAAA")).Status);
        Assert.Equal(404, (await OpenAsync(pipeline, "x")).Status);

        await pipeline.ChangeAsync("fenna", """{"email": "fenna.new@lichtveld.example"}""");
        var (status, page) = await OpenAsync(pipeline, token);
        Assert.Equal(410, status);
        Assert.Contains("Deze link is oud", page, StringComparison.Ordinal);

        token = await MailedAsync(pipeline);
        Assert.Equal(200, (await OpenAsync(pipeline, token)).Status);
        pipeline.Time.Advance(TeamLinks.Lifetime);
        Assert.Equal(410, (await OpenAsync(pipeline, token)).Status);
    }

    [Fact]
    public async Task Whom_the_team_has_not_gets_no_link()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        Assert.Equal(404, await AskAsync(pipeline, "nobody"));
        Assert.Empty(pipeline.Storage.Messages(QueueNames.Commands));
    }

    [Fact]
    public async Task Without_storage_the_page_asks_to_try_again()
    {
        using var pipeline = await Pipeline.StartAsync(Some.Now);
        var token = await MailedAsync(pipeline);
        pipeline.Storage.Fail(_ => FaultKind.Before);
        Assert.Equal(503, (await OpenAsync(pipeline, token)).Status);
    }

    [Fact]
    public async Task Whatever_call_fails_the_link_comes_once() => await EveryCall.FailsOnceAsync(async () =>
    {
        var pipeline = await Pipeline.StartAsync(Some.Now);
        await AskAsync(pipeline, "fenna");
        return pipeline;
    }, (pipeline, struck) =>
    {
        Assert.Single(pipeline.Mails.Taken.Select(mail => mail.Id).Distinct());
        Assert.True(pipeline.Mails.Taken.Count == 1 || pipeline.Mails.Taken[1].Mail.Subject.StartsWith('['), $"{pipeline.Mails.Taken.Count} after {struck}");
    });

    private static async Task<int> AskAsync(Pipeline pipeline, string id) =>
        (await RunAsync(pipeline, (functions, request) => functions.Mail(request, id, default))).Status;

    private static async Task<string> MailedAsync(Pipeline pipeline)
    {
        Assert.Equal(202, await AskAsync(pipeline, "fenna"));
        await pipeline.DrainAsync();
        return Link().Match(pipeline.Mails.Taken[^1].Mail.Text).Groups[1].Value;
    }

    private static Task<(int Status, string Page)> OpenAsync(Pipeline pipeline, string token) => RunAsync(pipeline, (functions, request) => functions.Show(request, token, default));

    // What a browser would send of the page.
    private static async Task<Dictionary<string, List<string>>> FormAsync(Pipeline pipeline, string token)
    {
        var page = (await OpenAsync(pipeline, token)).Page;
        var form = new Dictionary<string, List<string>>();
        foreach (Match input in Input().Matches(page))
        {
            var (attributes, select) = (input.Groups[1].Value + input.Groups[2].Value, input.Groups[3].Value);
            if (attributes.Contains("checkbox", StringComparison.Ordinal) && !attributes.Contains("checked", StringComparison.Ordinal)) continue;
            var value = select.Length > 0 ? Selected().Match(select).Groups[1].Value : Value().Match(attributes).Groups[1].Value;
            var name = Name().Match(attributes).Groups[1].Value;
            if (!form.TryGetValue(name, out var values)) form[name] = values = [];
            values.Add(WebUtility.HtmlDecode(value));
        }
        return form;
    }

    private static Task<(int Status, string Page)> PostAsync(Pipeline pipeline, string token, Dictionary<string, List<string>> form) => RunAsync(
        pipeline, (functions, request) => functions.Submit(request, token, default),
        string.Join('&', form.SelectMany(field => field.Value.Select(value => $"{field.Key}={WebUtility.UrlEncode(value)}"))));

    private static async Task<(int Status, string Page)> RunAsync(Pipeline pipeline, Func<TeamPageFunctions, HttpRequest, Task<IResult>> call, string? body = null)
    {
        var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().AddLogging().BuildServiceProvider(), Response = { Body = answer } };
        if (body is not null) (context.Request.ContentType, context.Request.Body) = ("application/x-www-form-urlencoded", new MemoryStream(Encoding.UTF8.GetBytes(body)));
        await (await call(new TeamPageFunctions(pipeline.Get<TeamPageHandler>(), pipeline.Get<TeamLinkDoor>()), context.Request)).ExecuteAsync(context);
        return (context.Response.StatusCode, Encoding.UTF8.GetString(answer.ToArray()));
    }

    [GeneratedRegex(@"/team/([\w-]+)")]
    private static partial Regex Link();

    [GeneratedRegex("<input ([^>]*)>|<select ([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Input();

    [GeneratedRegex("<option value=\"([^\"]*)\" selected")]
    private static partial Regex Selected();

    [GeneratedRegex("value=\"([^\"]*)\"")]
    private static partial Regex Value();

    [GeneratedRegex("name=\"([^\"]*)\"")]
    private static partial Regex Name();
}
