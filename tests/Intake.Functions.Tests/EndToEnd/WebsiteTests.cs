using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Tests.Playbooks;
using Microsoft.Azure.Functions.Worker;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>What browsers and scripts of websites do.</summary>
public sealed partial class WebsiteTests(RunningApp app) : IClassFixture<RunningApp>
{
    private const string Origin = "https://www.lichtveld.example";

    [Fact]
    public async Task A_browser_that_posts_a_form_goes_on_to_the_thank_you_page()
    {
        using var response = await PostFromBrowserAsync(("email", $"ina.{Some.Tag()}@browser.example"), ("proposition", "charging"));

        Assert.Equal(HttpStatusCode.SeeOther, response.StatusCode);
        using var thanks = await app.SendAsync(HttpMethod.Get, response.Headers.Location!.ToString(), accept: "text/html");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (thanks.StatusCode, thanks.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task A_browser_is_shown_its_errors_with_what_was_filled_in()
    {
        using var response = await PostFromBrowserAsync(("email", "no address"), ("company", "Kept & Sons"));
        var page = await response.Content.ReadAsStringAsync();

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "text/html"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
        Assert.Contains("value=\"Kept &amp; Sons\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"no address\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_multipart_post_is_a_submission()
    {
        using var content = new MultipartFormDataContent
        {
            { new StringContent($"joop.{Some.Tag()}@delen.example"), "email" }, { new StringContent("energy"), "proposition" },
        };

        Assert.Equal("scored", await app.OutcomeAsync(await app.PostAsync("/api/forms/demo", content, HttpStatusCode.Accepted)));
    }

    [Theory]
    [InlineData(Origin, true)]
    [InlineData("https://elsewhere.example", false)]
    public async Task A_script_of_an_origin_of_the_form_may_post_and_no_other(string origin, bool may)
    {
        using var preflight = await app.SendAsync(HttpMethod.Options, "/api/forms/demo", headers:
            [("Origin", origin), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type")]);
        using var errors = await app.SendAsync(HttpMethod.Post, "/api/forms/demo", new StringContent("{}", null, "application/json"), headers: ("Origin", origin));

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, errors.StatusCode);
        foreach (var response in (HttpResponseMessage[])[preflight, errors])
            Assert.Equal(may ? origin : null, response.Headers.TryGetValues("Access-Control-Allow-Origin", out var allowed) ? allowed.Single() : null);
        Assert.Equal(may, preflight.Headers.Contains("Access-Control-Allow-Methods"));
    }

    [Fact]
    public async Task A_receipt_says_nothing_of_a_person()
    {
        var tag = Some.Tag();
        var status = await app.PostFormAsync("demo", Some.Demo($"kees.{tag}@stil-{tag}.example", "Kees", $"Stil {tag}"));

        Assert.DoesNotContain(tag, status, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("scored", await app.OutcomeAsync(status));
        using var json = JsonDocument.Parse(await app.Http.GetStringAsync(new Uri(app.Http.BaseAddress!, status)));
        Assert.Equal("outcome", Assert.Single(json.RootElement.EnumerateObject()).Name);
    }

    [Fact]
    public async Task No_page_answers_with_an_error_of_ours()
    {
        var receipt = (await app.PostFormAsync("demo", Some.Demo($"mia.{Some.Tag()}@pagina.example", "Mia", "Pagina"))).Split('/')[^1];
        string[] names = [.. SamplePlaybook.Instance.Forms.Keys, .. SamplePlaybook.Instance.Content.Keys, receipt, "nothing", "%00", "%F0%9F%8E%88", new string('x', 1500)];
        string[] own = Elsewhere.IsSet ? [] : ["/demo", "/demo/style.css", "/mailbox", "/mailbox.json", "/mailbox/nothing", "/", "/admin/functions"];

        var asked = 0;
        foreach (var path in own.Concat(Routes("get").SelectMany(route => names.Select(name => $"/{Fill(route, name)}"))))
        {
            foreach (var accept in (string[])["text/html", "application/json"])
            {
                using var response = await app.SendAsync(HttpMethod.Get, path, accept: accept);
                Assert.True((int)response.StatusCode < 500, $"{path} answered {(int)response.StatusCode}.");
                asked++;
            }
        }
        Assert.True(asked > 100);
    }

    [Fact]
    public async Task Only_the_master_key_opens_the_admin_doors()
    {
        (string? Key, HttpStatusCode Expected)[] keys =
            [(null, HttpStatusCode.Unauthorized), (Elsewhere.FunctionKey, HttpStatusCode.Unauthorized), (Elsewhere.MasterKey, HttpStatusCode.OK)];
        foreach (var (key, expected) in keys)
        {
            using var response = await app.SendAsync(HttpMethod.Get, "/admin/host/status", headers: key is null ? [] : [("x-functions-key", key)]);
            Assert.Equal(expected, response.StatusCode);
        }
    }

    /// <summary>Routes of all functions with a method.</summary>
    internal static IEnumerable<string> Routes(string method) =>
        from function in typeof(FormFunctions).Assembly.GetTypes().SelectMany(type => type.GetMethods())
        from parameter in function.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger?.Methods?.Contains(method) == true
        select trigger.Route;

    internal static string Fill(string route, string name) => Parameter().Replace(route, _ => name);

    private Task<HttpResponseMessage> PostFromBrowserAsync(params (string Name, string Value)[] fields) => app.SendAsync(
        HttpMethod.Post, "/api/forms/demo", new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value))), "text/html");

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
