using System.Net;
using System.Security.Cryptography;
using System.Text;
using Azure.Data.Tables;
using Intake.Storage;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>A form provider and the replay of a dead letter, on the running app.</summary>
public sealed class FormProviderTests(FormProviderTests.App app) : IClassFixture<FormProviderTests.App>
{
    private const string Secret = "a secret of the tests, long enough";

    [Fact]
    public async Task A_typeform_response_is_scored_and_another_signature_is_refused()
    {
        if (Elsewhere.IsSet) Assert.Skip(Elsewhere.NotOurs);
        var body = Response("work_email");
        Assert.Equal("scored", await app.Running.OutcomeAsync(await app.Running.PostAsync(
            "/api/webhooks/typeform", Json(body), HttpStatusCode.OK, ("typeform-signature", Sign(body)))));
        using var refused = await app.Running.SendAsync(
            HttpMethod.Post, "/api/webhooks/typeform", Json(body), headers: [("typeform-signature", Sign(body + " "))]);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Fact]
    public async Task A_form_with_a_secret_in_a_header_is_scored()
    {
        if (Elsewhere.IsSet) Assert.Skip(Elsewhere.NotOurs);
        var fields = new FormUrlEncodedContent([new("your-email", $"anna.{Some.Tag()}@werf.example"), new("your-name", "Anna Bos"), new("your-message", "Offerte")]);
        Assert.Equal("scored", await app.Running.OutcomeAsync(await app.Running.PostAsync(
            "/api/webhooks/contact-form-7", fields, HttpStatusCode.OK, ("x-intake-secret", Secret))));
    }

    [Fact]
    public async Task A_dead_letter_is_put_back_with_the_function_key_and_only_with_it()
    {
        if (Elsewhere.IsSet) Assert.Skip(Elsewhere.NotOurs);
        var body = Response("renamed");
        var status = await app.Running.PostAsync("/api/webhooks/typeform", Json(body), HttpStatusCode.OK, ("typeform-signature", Sign(body)));
        Assert.Equal("dead-lettered", await app.Running.OutcomeAsync(status));

        var table = new TableClient(app.Running.Storage!.ConnectionString, TableNames.DeadLetters);
        var letter = await table.QueryAsync<TableEntity>(row => row.PartitionKey == QueueNames.Calls).FirstAsync();
        var path = $"/api/dead-letters/{letter.PartitionKey}/{letter.RowKey}/replay";
        Assert.Equal(HttpStatusCode.Unauthorized, await PostAsync(path));
        Assert.Equal(HttpStatusCode.Accepted, await PostAsync(path, ("x-functions-key", Elsewhere.FunctionKey)));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(path.Replace(letter.RowKey, new string('0', 32), StringComparison.Ordinal), ("x-functions-key", Elsewhere.FunctionKey)));
        // The mapping was not mended, so it dies again, later than before.
        await Eventually.IsTrueAsync(async () => (await table.GetEntityAsync<TableEntity>(letter.PartitionKey, letter.RowKey)).Value is var now
            && now.GetDateTimeOffset("At") > letter.GetDateTimeOffset("At") && now.GetString("State") == "Dead");
    }

    private async Task<HttpStatusCode> PostAsync(string path, params (string, string)[] headers)
    {
        using var response = await app.Running.SendAsync(HttpMethod.Post, path, headers: headers);
        return response.StatusCode;
    }

    private static string Response(string emailRef) => $$$"""
        {"event_id":"e","event_type":"form_response","form_response":{"form_id":"lT4Z3j","token":"{{{Some.Tag()}}}","answers":[
        {"type":"email","email":"hans.{{{Some.Tag()}}}@werf.example","field":{"id":"f1","ref":"{{{emailRef}}}"}},
        {"type":"choice","choice":{"label":"Maintenance"},"field":{"id":"f2","ref":"interest"}}]}}
        """;

    private static string Sign(string body) =>
        "sha256=" + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), Encoding.UTF8.GetBytes(body)));

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");

    /// <summary>The app with secrets for providers whose names have hyphens and have none.</summary>
    public sealed class App(Azurite azurite) : IAsyncLifetime
    {
        internal RunningApp Running { get; } = new(azurite);

        public ValueTask InitializeAsync()
        {
            Running.Settings["Webhooks__Typeform__Secrets__0"] = Secret;
            Running.Settings["Webhooks__ContactForm7__Secrets__0"] = Secret;
            return Running.InitializeAsync();
        }

        public ValueTask DisposeAsync() => Running.DisposeAsync();
    }
}
