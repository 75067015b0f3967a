using System.Globalization;
using System.Text.Json;
using Intake.Http;
using Intake.Submissions;
using Microsoft.AspNetCore.Http;

namespace Intake.Simulation;

/// <summary>The days that somebody wants to see: the body of the order, which may be left out.</summary>
/// <param name="From">The first day; null for all.</param>
/// <param name="To">The last day; null for today.</param>
internal sealed record SimulationRequest(DateOnly? From, DateOnly? To)
{
    private static readonly Rejection Wrong = new(RejectionKind.Fields, "Send from and to as days such as 2026-09-01, from not after to; or no body for all that happened.");

    /// <summary>Reads it; or why it is not taken.</summary>
    public static async Task<Parsed<SimulationRequest>> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (IsEmpty(request)) return new SimulationRequest(null, null);
        var body = await BodyReader.ReadAsync(request, jsonOnly: true, cancellationToken);
        return body.IsValid ? Read(body.Value) : body.Rejection;
    }

    // Many clients name a type even where they send nothing.
    private static bool IsEmpty(HttpRequest request) =>
        request.ContentLength == 0 || (request.ContentLength is null && string.IsNullOrEmpty(request.ContentType) && request.Headers.TransferEncoding.Count == 0);

    private static Parsed<SimulationRequest> Read(byte[] body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.ValueKind == JsonValueKind.Object ? Read(json.RootElement) : Wrong;
        }
        catch (JsonException)
        {
            return new Rejection(RejectionKind.Malformed, "The body is no JSON.");
        }
    }

    private static Parsed<SimulationRequest> Read(JsonElement body)
    {
        Dictionary<string, DateOnly?> days = new(StringComparer.Ordinal) { ["from"] = null, ["to"] = null };
        foreach (var member in body.EnumerateObject())
        {
            if (!days.ContainsKey(member.Name)) return Wrong;
            if (member.Value.ValueKind == JsonValueKind.Null) continue;
            if (DayIn(member.Value) is not { } day) return Wrong with { Errors = [new FieldError(member.Name, FieldFault.NotATime)] };
            days[member.Name] = day;
        }
        return days["from"] > days["to"] ? Wrong with { Errors = [new FieldError("from", FieldFault.NotATime)] } : new SimulationRequest(days["from"], days["to"]);
    }

    private static DateOnly? DayIn(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && DateOnly.TryParseExact(value.GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
