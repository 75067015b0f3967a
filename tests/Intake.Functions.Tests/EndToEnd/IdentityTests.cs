using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>Who is whom, on the running app: found, shown, merged and parted again.</summary>
public sealed class IdentityTests(RunningApp app) : IClassFixture<RunningApp>
{
    private static readonly (string, string)[] Key = [("x-functions-key", Elsewhere.FunctionKey)];

    [Fact]
    public async Task Fifty_persons_of_a_company_at_once_are_fifty_persons_of_one_account()
    {
        var tag = Some.Tag();
        var posts = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => app.PostFormAsync("demo", Some.Demo($"p{n}@vijftig-{tag}.example", $"Person{n}", $"Vijftig {tag}"))));
        foreach (var status in posts) Assert.Equal("scored", await app.OutcomeAsync(status, TimeSpan.FromMinutes(2)));

        var found = await FindAsync($"p0@vijftig-{tag}.example");
        var account = await GetAsync(found.GetProperty("accountUrl").GetString()!);
        Assert.Equal(50, account.GetProperty("buyingGroup").GetArrayLength());
        var lead = Assert.Single(account.GetProperty("leads").EnumerateArray());
        Assert.Equal(50, lead.GetProperty("persons").GetArrayLength());
        Assert.Equal(50, (await TimelineAsync(found.GetProperty("accountUrl").GetString()!)).Count(item => item.GetProperty("kind").GetString() == "submission"));
        if (app.Process is { } process) Assert.DoesNotContain(process.Said, line => line.Contains("412", StringComparison.Ordinal) || line.Contains("failed", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_addresses_become_one_person_and_two_again()
    {
        var tag = Some.Tag();
        var (work, home) = ($"noor@werk-{tag}.example", $"noor.{tag}@gmail.com");
        foreach (var email in (string[])[work, home])
            Assert.Equal("scored", await app.OutcomeAsync(await app.PostFormAsync("demo", Some.Demo(email, "Noor", $"Werk {tag}"))));
        var before = await FindAsync(home);

        using var ordered = await app.SendAsync(HttpMethod.Post, "/api/people/merge", JsonContent.Create(new { source = home, target = work }), headers: Key);
        Assert.Equal(HttpStatusCode.Accepted, ordered.StatusCode);
        var merge = (await ordered.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("status").GetString()!;
        await StateAsync(merge, "done");
        var person = await GetAsync((await FindAsync(home)).GetProperty("personUrl").GetString()!);
        Assert.Equal([work, home], person.GetProperty("addresses").EnumerateArray().Select(address => address.GetProperty("email").GetString()));
        Assert.Single(person.GetProperty("leads").EnumerateArray());

        using var undone = await app.SendAsync(HttpMethod.Post, merge + "/undo", headers: Key);
        Assert.Equal(HttpStatusCode.Accepted, undone.StatusCode);
        await StateAsync(merge, "undone");
        Assert.Equal(before.ToString(), (await FindAsync(home)).ToString());
        Assert.Single((await GetAsync(before.GetProperty("personUrl").GetString()!)).GetProperty("addresses").EnumerateArray());
    }

    [Theory]
    [InlineData("GET", "/api/people/00000000000000000000000000000000")]
    [InlineData("GET", "/api/accounts/00000000000000000000000000000000")]
    [InlineData("POST", "/api/people/find")]
    [InlineData("POST", "/api/people/merge")]
    [InlineData("POST", "/api/accounts/merge")]
    [InlineData("POST", "/api/accounts/00000000000000000000000000000000/claim/confirm")]
    [InlineData("POST", "/api/accounts/00000000000000000000000000000000/claim/refuse")]
    [InlineData("GET", "/api/merges/0-0")]
    [InlineData("POST", "/api/merges/0-0/undo")]
    [InlineData("POST", "/api/people/00000000000000000000000000000000/left")]
    [InlineData("PUT", "/api/account-book")]
    public async Task Nothing_of_this_is_shown_to_or_ordered_by_a_stranger(string method, string path)
    {
        using var answer = await app.SendAsync(new HttpMethod(method), path, method == "GET" ? null : JsonContent.Create(new { }));
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private async Task<JsonElement> FindAsync(string email)
    {
        using var answer = await app.SendAsync(HttpMethod.Post, "/api/people/find", JsonContent.Create(new { email }), headers: Key);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<JsonElement> GetAsync(string path)
    {
        using var answer = await app.SendAsync(HttpMethod.Get, path, headers: Key);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{path} answered {(int)answer.StatusCode}");
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task<IReadOnlyList<JsonElement>> TimelineAsync(string path)
    {
        List<JsonElement> all = [];
        string? after = "";
        while (after is not null)
        {
            var timeline = (await GetAsync(after.Length == 0 ? path : $"{path}?after={after}")).GetProperty("timeline");
            all.AddRange(timeline.GetProperty("items").EnumerateArray());
            after = timeline.TryGetProperty("next", out var next) ? next.GetString() : null;
        }
        return all;
    }

    private Task StateAsync(string merge, string state) => Eventually.GetAsync(
        async () =>
        {
            using var answer = await app.SendAsync(HttpMethod.Get, merge, headers: Key);
            return answer.StatusCode == HttpStatusCode.NotFound ? "ordered" : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("state").GetString();
        },
        known => known == state, TimeSpan.FromMilliseconds(50));
}
