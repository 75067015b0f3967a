using System.Globalization;
using System.Security;
using System.Text.RegularExpressions;

namespace Intake.Tests.Storage;

/// <summary>As much of the Blob service as the app uses: containers, and block blobs put whole.</summary>
internal sealed partial class BlobService(TimeProvider clock) : IService
{
    private readonly SortedDictionary<string, SortedDictionary<string, StoredBlob>> containers = new(StringComparer.Ordinal);
    private long version;

    private sealed record StoredBlob(ReadOnlyMemory<byte> Content, string ContentType, string ETag, DateTimeOffset Modified);

    public void Add(string name) => containers.TryAdd(name, new SortedDictionary<string, StoredBlob>(StringComparer.Ordinal));

    public IReadOnlyDictionary<string, BinaryData> Snapshot(string container) =>
        Find(container).ToDictionary(pair => pair.Key, pair => BinaryData.FromBytes(pair.Value.Content));

    public Answer Refuse(Refusal refusal) => Answer
        .Xml(refusal.Status, $"<Error><Code>{refusal.Code}</Code><Message>{SecurityElement.Escape(refusal.Message)}</Message></Error>")
        .With("x-ms-error-code", refusal.Code);

    public Operation Route(WireRequest request)
    {
        if (request.Path.Count == 0) throw Refusal.NotImplemented(request);
        var container = request.Path[0];
        var blob = string.Join('/', request.Path.Skip(1));
        var (name, run) = (request.Method, request.Param("restype"), request.Param("comp"), blob.Length > 0) switch
        {
            ("PUT", "container", null, false) => ("create", () => Create(container)),
            ("DELETE", "container", null, false) => ("drop", () => Drop(container)),
            ("GET" or "HEAD", "container", null, false) => ("properties", () => Properties(container)),
            ("GET", "container", "list", false) => ("list", () => List(container, request.Param("prefix") ?? "")),
            ("PUT", null, null, true) => ("put", () => Put(container, blob, request)),
            ("GET", null, null, true) => ("get", () => Get(container, blob, request)),
            ("HEAD", null, null, true) => ("head", () => Head(container, blob)),
            ("DELETE", null, null, true) => ("delete", (Func<Answer>)(() => Delete(container, blob, request))),
            _ => throw Refusal.NotImplemented(request),
        };
        return new Operation("blob:" + name, container, run);
    }

    private static Answer Describe(Answer answer, StoredBlob blob, int length) => answer
        .With("ETag", blob.ETag)
        .With("Last-Modified", blob.Modified.ToString("R"))
        .With("Content-Type", blob.ContentType)
        .With("Content-Length", length.ToString(CultureInfo.InvariantCulture))
        .With("x-ms-blob-type", "BlockBlob");

    private static void Condition(StoredBlob? blob, WireRequest request, bool writing)
    {
        if (request.Header("If-None-Match") == "*" && blob is not null && writing)
        {
            throw new Refusal(409, "BlobAlreadyExists", "The specified blob already exists.");
        }

        if (request.Header("If-Match") is { } match && (blob is null || (match != "*" && match != blob.ETag)))
        {
            throw new Refusal(412, "ConditionNotMet", "The condition specified using HTTP conditional header(s) is not met.");
        }
    }

    private SortedDictionary<string, StoredBlob> Find(string container) => containers.GetValueOrDefault(container)
        ?? throw new Refusal(404, "ContainerNotFound", "The specified container does not exist.");

    private StoredBlob Find(string container, string blob) => Find(container).GetValueOrDefault(blob)
        ?? throw new Refusal(404, "BlobNotFound", "The specified blob does not exist.");

    private Answer Create(string container)
    {
        if (containers.ContainsKey(container)) throw new Refusal(409, "ContainerAlreadyExists", "The specified container already exists.");
        Add(container);
        return Properties(container, 201);
    }

    private Answer Drop(string container)
    {
        Find(container);
        containers.Remove(container);
        return new Answer(202);
    }

    private Answer Properties(string container, int status = 200)
    {
        Find(container);
        return new Answer(status).With("ETag", "\"0x1\"").With("Last-Modified", clock.GetUtcNow().ToString("R"));
    }

    private Answer List(string container, string prefix)
    {
        var blobs = Find(container).Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(pair =>
            $"<Blob><Name>{SecurityElement.Escape(pair.Key)}</Name><Properties><Content-Length>{pair.Value.Content.Length}</Content-Length></Properties></Blob>");
        return Answer.Xml(200, $"<EnumerationResults><Blobs>{string.Concat(blobs)}</Blobs><NextMarker /></EnumerationResults>");
    }

    private Answer Put(string container, string blob, WireRequest request)
    {
        var blobs = Find(container);
        Condition(blobs.GetValueOrDefault(blob), request, writing: true);
        var type = request.Header("x-ms-blob-content-type") ?? "application/octet-stream";
        var stored = blobs[blob] = new StoredBlob(request.Body, type, $"\"0x{++version:X}\"", clock.GetUtcNow());
        return new Answer(201).With("ETag", stored.ETag).With("Last-Modified", stored.Modified.ToString("R")).With("x-ms-request-server-encrypted", "true");
    }

    private Answer Get(string container, string blob, WireRequest request)
    {
        var stored = Find(container, blob);
        Condition(stored, request, writing: false);
        if (request.Header("If-None-Match") == stored.ETag) return new Answer(304).With("ETag", stored.ETag).With("x-ms-error-code", "ConditionNotMet");
        var range = Range().Match(request.Header("x-ms-range") ?? request.Header("Range") ?? "");
        if (!range.Success) return Describe(new Answer(200, stored.Content), stored, stored.Content.Length);

        var length = stored.Content.Length;
        var first = long.Parse(range.Groups[1].Value, CultureInfo.InvariantCulture);
        if (first >= length) throw new Refusal(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
        var last = range.Groups[2].Length == 0 ? length - 1 : Math.Min(length - 1, long.Parse(range.Groups[2].Value, CultureInfo.InvariantCulture));
        var part = stored.Content[(int)first..((int)last + 1)];
        return Describe(new Answer(206, part), stored, part.Length).With("Content-Range", $"bytes {first}-{last}/{length}");
    }

    private Answer Head(string container, string blob)
    {
        var stored = Find(container, blob);
        return Describe(new Answer(200), stored, stored.Content.Length);
    }

    private Answer Delete(string container, string blob, WireRequest request)
    {
        Condition(Find(container, blob), request, writing: false);
        containers[container].Remove(blob);
        return new Answer(202);
    }

    [GeneratedRegex(@"^bytes=(\d+)-(\d*)$")]
    private static partial Regex Range();
}
