using System.Net;
using System.Text.RegularExpressions;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The account manager follows the links of the mail.</summary>
public sealed partial class AnswerTests(RunningApp app) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task A_look_changes_nothing_a_post_answers_and_the_first_answer_stands()
    {
        var tag = Some.Tag();
        await app.PostFormAsync("demo", Some.Demo($"hans.{tag}@antwoord-{tag}.example", "Hans", $"Antwoord {tag}"));
        var link = AcceptLink().Match((await app.MailAboutAsync($"Antwoord {tag}")).Text).Groups[1].Value;

        Assert.Equal((HttpStatusCode.OK, true), await LookAsync(link));
        await app.AllMailsAboutAsync($"Antwoord {tag}");
        Assert.Equal((HttpStatusCode.OK, true), await LookAsync(link));

        using (var accepted = await AnswerAsync(link, ("do", "accept"))) Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        await Eventually.GetAsync(() => LookAsync(link), seen => seen == (HttpStatusCode.OK, false));

        using var refused = await AnswerAsync(link, ("do", "reject"), ("reason", Refusal));
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Contains("Opgepakt op", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await AnswerAsync(link, ("do", "accept"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private static string Refusal => Intake.Tests.Playbooks.SamplePlaybook.Instance.Stages.Refusals.First(refusal => !refusal.AsksDate).Id;

    // A page with a form still asks.
    private async Task<(HttpStatusCode Status, bool Asks)> LookAsync(string link)
    {
        using var response = await app.SendAsync(HttpMethod.Get, link, accept: "text/html");
        return (response.StatusCode, (await response.Content.ReadAsStringAsync()).Contains("<form method=\"post\">", StringComparison.Ordinal));
    }

    private Task<HttpResponseMessage> AnswerAsync(string link, params (string Name, string Value)[] fields) =>
        app.SendAsync(HttpMethod.Post, link, new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), "text/html");

    // The path alone: where an app elsewhere is reached from outside is not where the tests reach it.
    [GeneratedRegex(@"https?://[^/\s]+(/answer/\S+\?do=accept)")]
    private static partial Regex AcceptLink();
}
