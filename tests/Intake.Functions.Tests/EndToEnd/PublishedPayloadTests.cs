using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Intake.Tests.Playbooks;
using Intake.Tests.Submissions.Support;

namespace Intake.Functions.Tests.EndToEnd;

/// <summary>What providers publish and post, by the signature each of them documents, to the running app: every one ends as its folder tells.</summary>
public sealed class PublishedPayloadTests(PublishedPayloadTests.App app) : IClassFixture<PublishedPayloadTests.App>
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "tests", "Intake.Tests", "Submissions", "GoldenForms");

    [Fact]
    public async Task Every_payload_ends_in_its_submissions_or_in_its_rejection()
    {
        if (Elsewhere.IsSet) Assert.Skip(Elsewhere.NotOurs);
        var requests = Directory.GetFiles(Folder, "request.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var wrong = new List<string>();
        foreach (var request in requests)
        {
            var (ended, expected) = (await PostAsync(request), Expected(request));
            if (!expected.Contains(ended)) wrong.Add($"{request[Folder.Length..]} ended {ended}, not {string.Join(" or ", expected)}");
        }
        Assert.Empty(wrong);
        Assert.InRange(requests.Count, 48, int.MaxValue);
    }

    private async Task<string> PostAsync(string request)
    {
        var provider = Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(request)))!;
        var body = await File.ReadAllBytesAsync(request);
        var path = $"/api/webhooks/{provider}" + (provider is "linkedin" or "elementor" ? "/" + Uri.EscapeDataString(FormSigning.Secret) : "");
        var headers = FormSigning.Headers(provider, body, FormSigning.Secret, DateTimeOffset.UtcNow, new Uri(App.Public, path));
        using var response = await Eventually.GetAsync(
            () => app.Running.SendAsync(HttpMethod.Post, path, ContentOf(request, body), headers: headers.Select(header => (header.Key, header.Value))),
            answer => answer.StatusCode != HttpStatusCode.ServiceUnavailable);
        if (response.StatusCode == HttpStatusCode.NoContent) return "ignored";
        if (response.StatusCode != HttpStatusCode.OK) return $"{(int)response.StatusCode}";
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return await app.Running.OutcomeAsync(answer.RootElement.GetProperty("status").GetString()!);
    }

    private static ByteArrayContent ContentOf(string request, byte[] body)
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(Path.GetExtension(request) switch
        {
            ".form" => "application/x-www-form-urlencoded", ".multipart" => "multipart/form-data; boundary=b", _ => "application/json",
        });
        return content;
    }

    // Samples that name the same person and post are the same submission.
    private static string[] Expected(string request)
    {
        using var told = JsonDocument.Parse(File.ReadAllText(Path.Combine(Path.GetDirectoryName(request)!, "submissions.json")));
        return told.RootElement.GetProperty("reading").GetString() switch
        {
            "Received" when told.RootElement.TryGetProperty("errors", out _) => ["dead-lettered"],
            "Received" => ["scored", "forwarded", "duplicate", "conflict"],
            "Unmapped" => ["dead-lettered"],
            _ => ["ignored"],
        };
    }

    /// <summary>The app with mappings for the forms that providers publish.</summary>
    public sealed class App(Azurite azurite) : IAsyncLifetime
    {
        internal static readonly Uri Public = new("https://intake.example");

        private readonly string _playbook = Directory.CreateTempSubdirectory("intake-playbook-").FullName;

        internal RunningApp Running { get; } = new(azurite);

        public ValueTask InitializeAsync()
        {
            foreach (var file in Directory.GetFiles(SamplePlaybook.Directory, "*.json")) File.Copy(file, Path.Combine(_playbook, Path.GetFileName(file)));
            File.Copy(Path.Combine(Folder, "sources.json"), Path.Combine(_playbook, "sources.json"), overwrite: true);
            Running.Settings["Playbook__Directory"] = _playbook;
            Running.Settings["Team__File"] = Path.Combine(SamplePlaybook.Directory, "sample", "team.json");
            Running.Settings["Public__Url"] = Public.ToString();
            foreach (var provider in (string[])["Typeform", "Webflow", "Hubspot", "GoogleAds", "Meta", "Linkedin", "Elementor", "GravityForms", "Wpforms", "ContactForm7"])
                Running.Settings[$"Webhooks__{provider}__Secrets__0"] = FormSigning.Secret;
            return Running.InitializeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await Running.DisposeAsync();
            Directory.Delete(_playbook, recursive: true);
        }
    }
}
