using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>What our own systems and people post, many at a time, with a function key.</summary>
public sealed class BulkTests(RunningApp app) : IClassFixture<RunningApp>
{
    private static readonly (string, string)[] Key = [("x-functions-key", Elsewhere.FunctionKey)];

    [Theory]
    [InlineData("/api/activities")]
    [InlineData("/api/imports")]
    public async Task Without_the_key_nothing_is_taken(string path)
    {
        using var none = await app.SendAsync(HttpMethod.Post, path, JsonContent.Create(new { email = "a@b.example", activity = "business-card" }));
        Assert.Equal(HttpStatusCode.Unauthorized, none.StatusCode);
        using var wrong = await app.SendAsync(HttpMethod.Post, path, new StringContent("email\na@b.example", Encoding.UTF8, "text/csv"), headers: ("x-functions-key", "wrong"));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
    }

    [Fact]
    public async Task Activities_are_scored_and_each_is_told()
    {
        var tag = Some.Tag();
        using var answer = await app.SendAsync(HttpMethod.Post, "/api/activities", JsonContent.Create(new object[]
        {
            new { id = $"order-{tag}", email = $"anna.{tag}@prijs-{tag}.example", activity = "price-list-downloaded", content = "prijslijst-laden" },
            new { email = $"anna.{tag}@prijs-{tag}.example", activity = "nothing-we-know" },
        }), headers: Key);
        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var items = body.RootElement.GetProperty("items");
        Assert.Equal("rejected", items[1].GetProperty("outcome").GetString());
        Assert.Equal("scored", await app.OutcomeAsync(items[0].GetProperty("status").GetString()!));
    }

    [Fact]
    public async Task A_stand_talk_in_a_file_is_mailed_to_whom_they_spoke_to_and_the_file_again_changes_nothing()
    {
        var tag = Some.Tag();
        var csv = $"E-mail;Voornaam;Bedrijf;Interesse;Termijn;Gesproken met;Telefoon\npetra.{tag}@beurs-{tag}.example;Petra;Beurs {tag};charging;binnen half jaar;Sanne;+31 6 12345678\n;Leeg;;;;;\n";
        for (var time = 0; time < 2; time++)
        {
            var file = new ByteArrayContent([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(csv)]) { Headers = { ContentType = new MediaTypeHeaderValue("text/csv") } };
            using var answer = await app.SendAsync(HttpMethod.Post, "/api/imports?event=Ecomobiel", file, headers: Key);
            Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            var rows = body.RootElement.GetProperty("rows").EnumerateArray().ToDictionary(row => row.GetProperty("row").GetInt32());
            Assert.Equal(("accepted", "rejected"), (rows[2].GetProperty("outcome").GetString(), rows[3].GetProperty("outcome").GetString()));
            Assert.Equal("scored", await app.OutcomeAsync($"/api/receipts/{rows[2].GetProperty("receipt").GetString()}"));
        }
        Assert.Equal("sanne@lichtveld.example", (await app.MailAboutAsync($"Beurs {tag}")).To);
        Assert.Single(await app.AllMailsAboutAsync($"Beurs {tag}"));
    }

    [Fact]
    public async Task A_hundred_forms_at_once_are_a_hundred_submissions()
    {
        var tag = Some.Tag();
        var posts = await Task.WhenAll(Enumerable.Range(0, 100).Select(number =>
            app.PostFormAsync("demo", Some.Demo($"p{number}.{tag}@samen-{number}-{tag}.example", "Anna", $"Samen {tag}"))));
        Assert.Equal(100, posts.Distinct().Count());
        foreach (var status in posts) Assert.Equal("scored", await app.OutcomeAsync(status));
    }
}
