using System.Diagnostics.CodeAnalysis;
using System.Text;
using Azure;
using Azure.Core;

namespace Intake.Tests.Storage;

/// <summary>A response, as the pipeline wants it.</summary>
internal sealed class Answer(int status, ReadOnlyMemory<byte> body = default) : Response
{
    private readonly Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);

    public override int Status => status;

    public override string ReasonPhrase => ((System.Net.HttpStatusCode)status).ToString();

    public override Stream? ContentStream { get; set; } = new MemoryStream(body.ToArray());

    public override string ClientRequestId { get; set; } = "";

    /// <summary>A poll that found no message.</summary>
    public bool Empty { get; init; }

    public ReadOnlyMemory<byte> Body => body;

    public static Answer Text(int status, string contentType, string body) =>
        new Answer(status, Encoding.UTF8.GetBytes(body)).With("Content-Type", contentType);

    public static Answer Xml(int status, string body) => Text(status, "application/xml", """<?xml version="1.0" encoding="utf-8"?>""" + body);

    public Answer With(string name, string value)
    {
        headers[name] = value;
        return this;
    }

    // The clients read a buffered answer after they have disposed of it, and so they can here.
    public override void Dispose()
    {
    }

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(pair => new HttpHeader(pair.Key, pair.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
