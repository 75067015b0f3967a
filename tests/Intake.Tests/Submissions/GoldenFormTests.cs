using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions;
using Intake.Submissions.Sources;
using Intake.Tests.Playbooks;
using Intake.Tests.Submissions.Support;

namespace Intake.Tests.Submissions;

/// <summary>Folders of a request and the <c>submissions.json</c> it becomes, or why it becomes none; <c>SOURCE.md</c> tells whose the requests are. To record
/// a new one, run with <c>GOLDEN_FORMS</c> naming the folder in the sources, and read what it wrote.</summary>
public sealed class GoldenFormTests
{
    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Submissions", "GoldenForms");

    /// <summary>The sample playbook, with mappings for the forms that providers publish.</summary>
    internal static Playbook Playbook { get; } = Read();

    public static TheoryData<string, string> Cases { get; } = new(Directory.GetDirectories(Folder).SelectMany(provider =>
        Directory.GetDirectories(provider).Select(folder => (Path.GetFileName(provider), Path.GetFileName(folder)))));

    [Theory, MemberData(nameof(Cases))]
    public void A_request_becomes_its_submissions(string provider, string name)
    {
        var adapter = Providers.Find(provider, Playbook)!;
        var request = Directory.GetFiles(Path.Combine(Folder, provider, name), "request.*").Single();
        var type = Path.GetExtension(request) switch
        {
            ".form" => "application/x-www-form-urlencoded", ".multipart" => "multipart/form-data; boundary=b", _ => "application/json",
        };
        var call = FormSigning.Call(provider, File.ReadAllBytes(request), type);
        Assert.Equal(FormSigning.Secret, adapter.Verify(call).Secret);

        var kept = Calls.Kept(provider, call) with
        {
            Headers = adapter.TakesForms ? System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("content-type", type) : null,
            Body = adapter.WithoutSecret(call.Body),
        };
        var actual = Told(adapter.Read(kept, Playbook));
        Assert.DoesNotContain(FormSigning.Secret, actual.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(FormSigning.Secret, Encoding.UTF8.GetString(kept.Body), StringComparison.Ordinal);
        Assert.True(actual.ToJsonString() == Told(adapter.Read(kept, Playbook)).ToJsonString(), "Read twice it is not the same.");

        if (Environment.GetEnvironmentVariable("GOLDEN_FORMS") is { } sources)
            File.WriteAllText(Path.Combine(sources, provider, name, "submissions.json"), actual.ToJsonString(Indented) + "\n", new UTF8Encoding(false));
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, provider, name, "submissions.json")));
        Assert.True(JsonNode.DeepEquals(expected, actual), actual.ToJsonString(Indented));
    }

    [Fact]
    public void Every_folder_tells_whose_its_requests_are() =>
        Assert.All(Directory.GetDirectories(Folder), provider => Assert.True(File.Exists(Path.Combine(provider, "SOURCE.md")), provider));

    private static JsonSerializerOptions Indented { get; } =
        new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonObject Told(Reading reading)
    {
        var told = new JsonObject { ["reading"] = reading.GetType().Name };
        var rest = reading switch { Reading.Received received => received.Rest, Reading.Unmapped unmapped => unmapped.Rejection, _ => null };
        if (reading is Reading.Received { Items: var items }) told["submissions"] = new JsonArray([.. items.Select(Submission)]);
        if (rest is not null) told["errors"] = new JsonArray([.. rest.Errors.Select(error => (JsonNode)$"{error.Field}: {error.Fault}")]);
        return told;
    }

    private static JsonNode Submission(ReceivedItem item)
    {
        var who = EmailAddress.Parse(item.Entry.Contact.Email).Canonical;
        var submission = SubmissionMaker.Make(Sample.Keys, item.Entry, who, SubmissionKey.Message(item.MessageId), Sample.Now);
        return JsonSerializer.SerializeToNode(
            new Envelope<Submission>("submissions", 1, submission.Id, null, [submission]), IntakeJson.Default.EnvelopeSubmission)!["items"]![0]!.DeepClone();
    }

    private static Playbook Read()
    {
        var files = PlaybookFolder.Files(SamplePlaybook.Directory).ToDictionary();
        files["sources.json"] = File.ReadAllBytes(Path.Combine(Folder, "sources.json"));
        var problems = new Problems();
        return PlaybookReader.Read(files, problems) ?? throw new InvalidOperationException(string.Join('\n', problems.Found));
    }
}
