using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Intake.Functions.Tests.LocalHost;

public sealed class AdminTests(Azurite azurite)
{
    private readonly Probe _probe = new();

    [Theory]
    [InlineData("GET", "admin/host/status")]
    [InlineData("GET", "admin/functions")]
    [InlineData("POST", "admin/functions/OnTimer")]
    [InlineData("POST", "admin/functions/Unknown")]
    public async Task The_admin_API_asks_for_the_master_key(string method, string path)
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);
        foreach (var key in (string[])["", "?code=wrong", "?code=local-function"])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path + key);
            if (method == "POST") request.Content = JsonContent.Create(new { input = "" });

            using var response = await host.Client.SendAsync(request);

            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
            Assert.Empty(await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public async Task The_status_says_running()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        var status = await host.Client.GetFromJsonAsync<JsonElement>("admin/host/status?code=local-master");

        Assert.Equal("Running", status.GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_functions_are_listed_with_their_triggers()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        var functions = await host.Client.GetFromJsonAsync<JsonElement>("admin/functions?code=local-master");

        var triggers = functions.EnumerateArray().ToDictionary(
            function => function.GetProperty("name").GetString()!,
            function => function.GetProperty("config").GetProperty("bindings")[0].GetProperty("type").GetString());
        Assert.Equal("httpTrigger", triggers["Item"]);
        Assert.Equal("queueTrigger", triggers["OnMessage"]);
        Assert.Equal("timerTrigger", triggers["OnTimer"]);
    }

    [Fact]
    public async Task A_timer_function_is_run_now()
    {
        var ran = new TaskCompletionSource<bool>();
        _probe.OnTimer = (timer, _) => Task.FromResult(ran.TrySetResult(timer.IsPastDue));
        await using var host = await TestHost.StartAsync(azurite, _probe);

        Assert.Equal(HttpStatusCode.Accepted, await RunAsync(host, "OnTimer", ""));

        Assert.False(await ran.Task.Soon());
    }

    [Fact]
    public async Task A_queue_function_is_run_now_with_the_input_as_its_message()
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);

        Assert.Equal(HttpStatusCode.Accepted, await RunAsync(host, "onpoco", """{"name":"ann","count":2}"""));

        Assert.Equal(new Poco("ann", 2), await _probe.NextAsync<Poco>());
    }

    [Theory]
    [InlineData("Unknown", "application/json", """{"input":""}""", 404)]
    [InlineData("OnTimer", "text/plain", "now", 415)]
    [InlineData("OnTimer", "application/json", "{", 400)]
    [InlineData("OnTimer", "application/json", "{}", 400)]
    [InlineData("OnTimer", "application/json", "null", 400)]
    [InlineData("Named", "application/json", """{"input":""}""", 400)]
    public async Task What_cannot_be_run_is_refused(string function, string type, string body, int status)
    {
        await using var host = await TestHost.StartAsync(azurite, _probe);
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var response = await host.Client.PostAsync($"admin/functions/{function}?code=local-master", content);

        Assert.Equal(status, (int)response.StatusCode);
    }

    internal static async Task<HttpStatusCode> RunAsync(TestHost host, string function, string input)
    {
        using var response = await host.Client.PostAsJsonAsync($"admin/functions/{function}?code=local-master", new { input });
        return response.StatusCode;
    }
}
