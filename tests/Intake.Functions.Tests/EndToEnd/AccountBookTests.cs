using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>The export of a CRM comes in over HTTP, and a lead goes to whom it says.</summary>
public sealed class AccountBookTests(RunningApp app, ITestOutputHelper output) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task Without_the_key_nothing_is_taken()
    {
        using var answer = await app.SendAsync(HttpMethod.Put, "/api/account-book", new StringContent("id;name;kind\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_lead_goes_to_the_owner_that_the_file_names_and_the_file_again_changes_nothing()
    {
        var tag = Some.Tag();
        var csv = $"Klantnummer;Bedrijfsnaam;Website;Soort;Accountmanager;Medewerkers;Branche;Land\nklant-{tag};Boek {tag};boek-{tag}.example;prospect;fenna;120;logistics;NL\n;Zonder nummer;;klant;;;;\n";
        Assert.Equal(("created", "rejected"), await PutAsync(csv));
        Assert.Equal(("unchanged", "rejected"), await PutAsync(csv));

        Assert.Equal("scored", await app.OutcomeAsync(await app.PostFormAsync("demo", Some.Demo($"anna@boek-{tag}.example", "Anna", $"Boek {tag}"))));
        Assert.Equal("fenna@lichtveld.example", (await app.MailAboutAsync($"Boek {tag}")).To);
    }

    [Fact]
    public async Task Hundreds_of_companies_are_written_in_seconds_and_the_same_file_writes_nothing()
    {
        var (tag, rows) = (Some.Tag(), Environment.GetEnvironmentVariable("SCALE") == "full" ? 4_000 : 500);
        var csv = new StringBuilder("id,name,kind,domains,owner\n");
        for (var number = 0; number < rows; number++)
            csv.Append(CultureInfo.InvariantCulture, $"m{number}-{tag},Firma {number} Transport {tag},prospect,m{number}-{tag}.example,fenna\n");
        foreach (var outcome in new[] { "created", "unchanged" })
        {
            var watch = Stopwatch.StartNew();
            using var answer = await app.SendAsync(
                HttpMethod.Put, "/api/account-book?partial=true", new StringContent(csv.ToString(), Encoding.UTF8, "text/csv"), headers: ("x-functions-key", Elsewhere.FunctionKey));
            using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            output.WriteLine($"{rows} companies {outcome}: {watch.Elapsed.TotalSeconds:F1} s");
            Assert.Equal((HttpStatusCode.Accepted, rows), (answer.StatusCode, body.RootElement.GetProperty("totals").GetProperty(outcome).GetInt32()));
        }
    }

    private async Task<(string?, string?)> PutAsync(string csv)
    {
        using var answer = await app.SendAsync(HttpMethod.Put, "/api/account-book?partial=true", new StringContent(csv, Encoding.UTF8, "text/csv"), headers: ("x-functions-key", Elsewhere.FunctionKey));
        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var rows = body.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("outcome").GetString()).ToList();
        return (rows[0], rows[1]);
    }
}
