using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
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
        var call = Calls.Of(body, headers, provider == "zoom" ? Sample.ZoomSecret : Sample.StandardSecret);
        Assert.NotNull(Providers.All[provider].Verify(call).Secret);

        var received = Assert.Single(Assert.IsType<Reading.Received>(Providers.All[provider].Read(Calls.Kept(provider, call), Sample.Playbook)).Items);
        var who = EmailAddress.Parse(received.Entry.Contact.Email).Canonical;
        var submission = SubmissionMaker.Make(Sample.Keys, received.Entry, who, SubmissionKey.Message(received.MessageId), Sample.Now);
        var actual = JsonSerializer.SerializeToNode(new Envelope<Submission>("submissions", 1, submission.Id, null, [submission]), IntakeJson.Default.EnvelopeSubmission)!["items"]!;
        var file = Path.Combine(Folder, provider, name, "submissions.json");
        if (Environment.GetEnvironmentVariable("GOLDEN") is { } sources) File.WriteAllText(Path.Combine(sources, provider, name, "submissions.json"), actual.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", new UTF8Encoding(false));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(File.ReadAllText(file)), actual), actual.ToJsonString());
    }
}
