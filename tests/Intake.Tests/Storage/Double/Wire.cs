using System.Web;
using Azure.Core;

namespace Intake.Tests.Storage;

/// <summary>What one call is called and does.</summary>
internal sealed record Operation(string Name, string Resource, Func<Answer> Run);

internal interface IService
{
    /// <summary>Tells what a request asks for, without doing it.</summary>
    Operation Route(WireRequest request);

    /// <summary>Puts a refusal in the words of the service.</summary>
    Answer Refuse(Refusal refusal);
}

/// <summary>An error that the service answers.</summary>
internal sealed class Refusal(int status, string code, string message) : Exception(message)
{
    public int Status => status;

    public string Code => code;

    public static Refusal NotImplemented(WireRequest request) =>
        new(501, "NotImplemented", $"The storage double does not know {request.Method} {string.Join('/', request.Path)}.");
}

/// <summary>A request as it came over the wire.</summary>
internal sealed record WireRequest(
    string Method, IReadOnlyList<string> Path, IReadOnlyDictionary<string, string> Query, IReadOnlyDictionary<string, string> Headers, ReadOnlyMemory<byte> Body)
{
    public static WireRequest Read(Request request, CancellationToken cancellationToken)
    {
        var headers = request.Headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.OrdinalIgnoreCase);
        using var body = new MemoryStream();
        request.Content?.WriteTo(body, cancellationToken);
        return Parse(request.Method.Method, request.Uri.ToUri(), headers, body.ToArray());
    }

    public static WireRequest Parse(string method, Uri uri, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var query = HttpUtility.ParseQueryString(uri.Query);
        return new WireRequest(
            method,
            [.. uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)],
            query.AllKeys.OfType<string>().ToDictionary(key => key, key => query[key]!, StringComparer.OrdinalIgnoreCase),
            headers,
            body);
    }

    public string? Param(string name) => Query.GetValueOrDefault(name);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>A whole number among the query parameters, within its limits.</summary>
    public int? Number(string name, int least, int most)
    {
        if (Param(name) is not { } text) return null;
        if (!int.TryParse(text, out var value)) throw new Refusal(400, "InvalidQueryParameterValue", $"Value for {name} is invalid.");
        return value >= least && value <= most ? value
            : throw new Refusal(400, "OutOfRangeQueryParameterValue", $"{name} is outside the permissible range.");
    }
}
