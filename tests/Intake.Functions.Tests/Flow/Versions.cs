using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Intake.Playbooks;
using Intake.Playbooks.Versions;
using Intake.Tests.Playbooks;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Functions.Tests.Flow;

/// <summary>Versions of the playbook as people handle them: over HTTP.</summary>
internal static class Versions
{
    public const string Marketing = "Noor Willems", Sales = "Joris van Dam";

    private static readonly ServiceProvider Services = new ServiceCollection().AddLogging().BuildServiceProvider();

    /// <summary>The version that comes with the app.</summary>
    public static string Packaged => SamplePlaybook.Instance.Version;

    /// <summary>The sample's <c>scoring.json</c> with another cap per person.</summary>
    public static string Scoring(int personCap)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(SamplePlaybook.Directory, "scoring.json")))!;
        root["personCap"] = personCap;
        return root.ToJsonString();
    }

    public static async Task<DoorAnswer> ProposeAsync(this Pipeline pipeline, params (string Name, string Content)[] files)
    {
        using var form = new MultipartFormDataContent("boundary");
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(Encoding.UTF8.GetBytes(content));
            if (name.Length > 0) form.Add(part, "file", name);
            else form.Add(part, "file");
        }
        return await pipeline.PlaybookAsync((door, request) => door.ProposeAsync(request, default), await form.ReadAsByteArrayAsync(), form.Headers.ContentType!.ToString());
    }

    public static Task<DoorAnswer> ApproveAsync(this Pipeline pipeline, string version, string side, string name) => pipeline.PlaybookAsync(
        (door, request) => door.ApproveAsync(request, version, default), Encoding.UTF8.GetBytes(new JsonObject { ["side"] = side, ["name"] = name }.ToJsonString()));

    public static Task<DoorAnswer> ActivateAsync(this Pipeline pipeline, string version) => pipeline.PlaybookAsync((door, request) => door.ActivateAsync(request, version, default));

    public static Task<DoorAnswer> ShowAsync(this Pipeline pipeline, string version) => pipeline.PlaybookAsync((door, request) => door.ShowAsync(request, version, default));

    public static Task<DoorAnswer> ListAsync(this Pipeline pipeline) => pipeline.PlaybookAsync((door, request) => door.ListAsync(request, default));

    /// <summary>A version that both sides have approved.</summary>
    public static async Task<string> ApprovedAsync(this Pipeline pipeline, int personCap)
    {
        var version = (await pipeline.ProposeAsync(("scoring.json", Scoring(personCap)))).Text("version");
        Assert.Equal(202, (await pipeline.ApproveAsync(version, "marketing", Marketing)).Status);
        Assert.Equal(202, (await pipeline.ApproveAsync(version, "sales", Sales)).Status);
        await pipeline.DrainAsync();
        return version;
    }

    /// <summary>A version in force.</summary>
    public static async Task<string> InForceAsync(this Pipeline pipeline, int personCap)
    {
        var version = await pipeline.ApprovedAsync(personCap);
        await pipeline.PutInForceAsync(version);
        return version;
    }

    public static async Task PutInForceAsync(this Pipeline pipeline, string version)
    {
        Assert.Equal(202, (await pipeline.ActivateAsync(version)).Status);
        await pipeline.RunUntilAsync(pipeline.Now + ActivatePlaybookHandler.Notice);
        await pipeline.DrainAsync();
        Assert.Equal(version, pipeline.Playbook.Version);
    }

    /// <summary>Another instance on the same storage.</summary>
    public static (PlaybookInForce Playbooks, PlaybookRefresh Refresh) AnotherInstance(this Pipeline pipeline)
    {
        var playbooks = new PlaybookInForce(SamplePlaybook.Instance, pipeline.Time);
        return (playbooks, new PlaybookRefresh(
            new PlaybookPointers(pipeline.Storage.Blobs), new PlaybookStore(pipeline.Storage.Blobs), playbooks, pipeline.Time, NullLogger<PlaybookRefresh>.Instance));
    }

    /// <summary>Posts to the door.</summary>
    public static async Task<DoorAnswer> PlaybookAsync(
        this Pipeline pipeline, Func<PlaybookDoor, HttpRequest, Task<IResult>> act, byte[]? body = null, string type = "application/json")
    {
        var answer = new MemoryStream();
        var context = new DefaultHttpContext { RequestServices = Services, Response = { Body = answer } };
        if (body is not null) (context.Request.ContentType, context.Request.Body) = (type, new MemoryStream(body));
        await (await act(pipeline.Get<PlaybookDoor>(), context.Request)).ExecuteAsync(context);
        return new DoorAnswer(context.Response.StatusCode, JsonDocument.Parse(answer.ToArray()).RootElement, context.Response.Headers.Location.ToString());
    }
}

/// <summary>What a door answered.</summary>
internal sealed record DoorAnswer(int Status, JsonElement Body, string Location)
{
    public string Text(string member) => Body.GetProperty(member).GetString()!;

    /// <summary>A version of the list.</summary>
    public JsonElement Version(string version) =>
        Body.GetProperty("versions").EnumerateArray().Single(each => each.TryGetProperty("version", out var id) && id.GetString() == version);
}

/// <summary>Notes what follows a version that came into force.</summary>
internal sealed class Followers(Func<DateTimeOffset> now) : IActivated
{
    public List<(string Version, DateTimeOffset At)> Started { get; } = [];

    public Task StartAsync(string version, DateTimeOffset since, CancellationToken cancellationToken)
    {
        Started.Add((version, now()));
        return Task.CompletedTask;
    }
}
