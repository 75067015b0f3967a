using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Enrichment;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Webinars;

/// <summary>Folders of <c>request.json</c> (see <c>SOURCE.md</c>) and what each is read as: <c>submission.json</c> or, for the course of a webinar,
/// <c>course.json</c>. To record a new one, run with <c>GOLDEN_WEBINARS</c> naming the folder in the sources, and read what it wrote.</summary>
public sealed class WebinarGoldenTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Webinars", "Golden");

    public static TheoryData<string, string> Cases { get; } = new(Directory.GetDirectories(Folder).SelectMany(provider =>
        Directory.GetDirectories(provider).Select(folder => (Path.GetFileName(provider), Path.GetFileName(folder)))));

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_published_request_is_read(string provider, string name)
    {
        var call = Call(provider, File.ReadAllBytes(Path.Combine(Folder, provider, name, "request.json")));
        Assert.NotNull(Providers.All[provider].Verify(call).Secret);

        var (file, actual) = Providers.All[provider].Read(Calls.Kept(provider, call), Sample.Playbook) switch
        {
            Reading.Received received => ("submission.json", JsonSerializer.SerializeToNode(Submission(Assert.Single(received.Items)), IntakeJson.Default.Submission)),
            Reading.Course course => ("course.json", JsonSerializer.SerializeToNode(course.Happened, IntakeJson.Default.WebinarEvent)),
            var other => throw new InvalidOperationException(other.ToString()),
        };
        if (Environment.GetEnvironmentVariable("GOLDEN_WEBINARS") is { } sources)
            File.WriteAllText(Path.Combine(sources, provider, name, file), actual!.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n", new UTF8Encoding(false));
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, provider, name, file)));
        Assert.True(JsonNode.DeepEquals(expected, actual), actual!.ToJsonString());
    }

    private static Submission Submission(ReceivedItem item) => SubmissionMaker.Make(
        Sample.Keys, item.Entry, EmailAddress.Parse(item.Entry.Contact.Email).Canonical, SubmissionKey.Message(item.MessageId), Sample.Now);

    internal static WebhookCall Call(string provider, byte[] body) => provider == "zoom"
        ? Calls.Of(body, Signing.Zoom(body, Sample.Now), Sample.ZoomSecret)
        : Calls.Of(body, _ => null, PathSecretTests.Secret) with { PathSecret = PathSecretTests.Secret };
}
