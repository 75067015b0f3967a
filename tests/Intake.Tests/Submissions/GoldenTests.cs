using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Webinars;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

/// <summary>Folders of <c>request.json</c> and the <c>submissions.json</c> it becomes. To record a new one, run with <c>GOLDEN</c> naming the folder in the sources, and read what it wrote.</summary>
public sealed class GoldenTests
{
    internal static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Submissions", "Golden");

    public static TheoryData<string, string> Cases { get; } =
        new(Directory.GetDirectories(Folder).SelectMany(provider => Directory.GetDirectories(provider)
            .Select(folder => (Path.GetFileName(provider), Path.GetFileName(folder)))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_request_becomes_its_submission(string provider, string name)
    {
        var body = File.ReadAllBytes(Path.Combine(Folder, provider, name, "request.json"));
        var headers = provider == "zoom" ? Signing.Zoom(body, Sample.Now) : Signing.Standard(body, Sample.Now);
        var secret = provider == "zoom" ? Sample.ZoomSecret : Sample.StandardSecret;
        var result = WebinarAdapters.All[provider].Read(new WebhookCall([secret], header => headers.GetValueOrDefault(header), body, Sample.Now), Sample.Playbook);

        var received = Assert.IsType<WebhookResult.Received>(result);
        Assert.True(EmailAddress.TryParse(received.Entry.Contact.Email, out var email));
        var submission = SubmissionMaker.Make(Sample.Keys, received.Entry, email, SubmissionKey.Message(received.MessageId), Sample.Now);
        var actual = JsonSerializer.SerializeToNode(new Envelope<Submission>("submissions", 1, submission.Id, null, [submission]), IntakeJson.Default.EnvelopeSubmission)!["items"]!;
        var file = Path.Combine(Folder, provider, name, "submissions.json");
        if (Environment.GetEnvironmentVariable("GOLDEN") is { } sources) File.WriteAllText(Path.Combine(sources, provider, name, "submissions.json"), actual.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", new UTF8Encoding(false));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), actual), actual.ToJsonString());
    }
}
