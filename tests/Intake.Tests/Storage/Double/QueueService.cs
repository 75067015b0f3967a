using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Intake.Tests.Storage;

/// <summary>The Queue service: tells requests apart and puts answers in its XML.</summary>
internal sealed partial class QueueService(TimeProvider clock) : IService
{
    private const int SevenDays = 7 * 24 * 3600;
    private const int MaxTextBytes = 64 * 1024;
    private readonly SortedDictionary<string, QueueState> queues = new(StringComparer.Ordinal);
    private long created;

    public void Add(string name) => queues.TryAdd(name, new QueueState(clock, ++created));

    public IReadOnlyList<StoredMessage> Snapshot(string name) => Find(name).All();

    public Answer Refuse(Refusal refusal) => Answer
        .Xml(refusal.Status, $"<Error><Code>{refusal.Code}</Code><Message>{SecurityElement.Escape(refusal.Message)}</Message></Error>")
        .With("x-ms-error-code", refusal.Code);

    public Operation Route(WireRequest request)
    {
        var path = request.Path;
        if (path.Count == 0 && request.Param("comp") == "list") return new Operation("queue:list", "", List);
        if (path.Count == 0) throw Refusal.NotImplemented(request);

        var (name, run) = (path.Count, request.Method, request.Param("comp")) switch
        {
            (1, "PUT", null) => ("create", () => Create(path[0])),
            (1, "DELETE", null) => ("drop", () => Drop(path[0])),
            (1, "GET" or "HEAD", "metadata") => ("properties", () => Properties(path[0])),
            (2, "POST", null) => ("put", () => Put(Find(path[0]), request)),
            (2, "GET", null) when request.Param("peekonly") == "true" => ("peek", () => Peek(Find(path[0]), request)),
            (2, "GET", null) => ("get", () => Get(Find(path[0]), request)),
            (2, "DELETE", null) => ("clear", () => Clear(Find(path[0]))),
            (3, "DELETE", null) => ("delete", () => Delete(Find(path[0]), path[2], request)),
            (3, "PUT", null) => ("update", (Func<Answer>)(() => Update(Find(path[0]), path[2], request))),
            _ => throw Refusal.NotImplemented(request),
        };
        return new Operation("queue:" + name, path[0], run);
    }

    private QueueState Find(string name) =>
        queues.GetValueOrDefault(name) ?? throw new Refusal(404, "QueueNotFound", "The specified queue does not exist.");

    private Answer List() => Answer.Xml(
        200,
        $"<EnumerationResults><Queues>{string.Concat(queues.Keys.Select(name => $"<Queue><Name>{name}</Name></Queue>"))}</Queues><NextMarker /></EnumerationResults>");

    private Answer Create(string name)
    {
        if (name.Length is < 3 or > 63) throw new Refusal(400, "OutOfRangeInput", "The specified resource name length is not within the permissible limits.");
        if (!QueueName().IsMatch(name)) throw new Refusal(400, "InvalidResourceName", "The specified resource name contains invalid characters.");
        var existed = queues.ContainsKey(name);
        Add(name);
        return new Answer(existed ? 204 : 201);
    }

    private Answer Drop(string name)
    {
        Find(name);
        queues.Remove(name);
        return new Answer(204);
    }

    private Answer Properties(string name) =>
        new Answer(200).With("x-ms-approximate-messages-count", Find(name).All().Count.ToString());

    private static Answer Put(QueueState queue, WireRequest request)
    {
        var text = ReadText(request) ?? "";
        var delay = request.Number("visibilitytimeout", 0, SevenDays) ?? 0;
        var timeToLive = request.Number("messagettl", -1, int.MaxValue) ?? SevenDays;
        if (timeToLive == 0 || (timeToLive > 0 && delay >= timeToLive))
        {
            throw new Refusal(400, "OutOfRangeQueryParameterValue", "The time to live is outside the permissible range.");
        }

        var message = queue.Put(text, TimeSpan.FromSeconds(delay), timeToLive < 0 ? null : TimeSpan.FromSeconds(timeToLive));
        return QueueXml.Answer(201, [message], QueueXml.Part.Receipt);
    }

    private static Answer Get(QueueState queue, WireRequest request)
    {
        var most = request.Number("numofmessages", 1, 32) ?? 1;
        var hidden = request.Number("visibilitytimeout", 0, SevenDays) ?? 30;
        return QueueXml.Answer(200, queue.Get(most, TimeSpan.FromSeconds(hidden)), QueueXml.Part.Receipt | QueueXml.Part.Content);
    }

    private static Answer Peek(QueueState queue, WireRequest request) =>
        QueueXml.Answer(200, queue.Peek(request.Number("numofmessages", 1, 32) ?? 1), QueueXml.Part.Content);

    private static Answer Clear(QueueState queue)
    {
        queue.Clear();
        return new Answer(204);
    }

    private static Answer Delete(QueueState queue, string id, WireRequest request)
    {
        queue.Delete(id, request.Param("popreceipt"));
        return new Answer(204);
    }

    private static Answer Update(QueueState queue, string id, WireRequest request)
    {
        var text = ReadText(request);
        var hidden = request.Number("visibilitytimeout", 0, SevenDays)
            ?? throw new Refusal(400, "MissingRequiredQueryParameter", "visibilitytimeout is required.");
        var message = queue.Update(id, request.Param("popreceipt"), text, TimeSpan.FromSeconds(hidden));
        return new Answer(204)
            .With("x-ms-popreceipt", message.PopReceipt!)
            .With("x-ms-time-next-visible", message.NextVisible.ToString("R"));
    }

    private static string? ReadText(WireRequest request)
    {
        if (request.Body.IsEmpty) return null;
        try
        {
            var text = XDocument.Parse(Encoding.UTF8.GetString(request.Body.Span).TrimStart('\uFEFF'), LoadOptions.PreserveWhitespace).Root?.Element("MessageText")?.Value ?? "";
            return Encoding.UTF8.GetByteCount(text) <= MaxTextBytes ? text
                : throw new Refusal(413, "RequestBodyTooLarge", "The request body is too large and exceeds the maximum permissible limit.");
        }
        catch (XmlException)
        {
            throw new Refusal(400, "InvalidXmlDocument", "XML specified is not syntactically valid.");
        }
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueName();
}
