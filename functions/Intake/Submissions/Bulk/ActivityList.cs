using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Unicode;
using Intake.Playbooks;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Bulk;

/// <summary>The activities of a body: one object, or a list of up to <see cref="MaxCount"/>; each is right or wrong by itself.</summary>
internal sealed record ActivityList(ImmutableArray<Parsed<Posting>> Items)
{
    /// <summary>At most so many in one request.</summary>
    public const int MaxCount = 500;

    /// <summary>At most so many bytes in one request.</summary>
    public const int MaxBytes = 1024 * 1024;

    private static readonly Rejection NotText = new(RejectionKind.Malformed, "The body must be JSON in UTF-8.");

    /// <summary>Reads a body; a rejection when it is no list at all.</summary>
    public static Parsed<ActivityList> Read(ReadOnlyMemory<byte> body, Playbook playbook)
    {
        var utf8 = RequestBody.WithoutByteOrderMark(body);
        if (!Utf8.IsValid(utf8.Span)) return NotText;
        var parsed = JsonBody.Any(utf8);
        if (!parsed.IsValid) return parsed.Rejection;
        using var document = parsed.Value;
        ImmutableArray<JsonElement> items = document.RootElement.ValueKind switch
        {
            JsonValueKind.Object => [document.RootElement],
            JsonValueKind.Array => [.. document.RootElement.EnumerateArray()],
            _ => [],
        };
        return items.Length is > 0 and <= MaxCount
            ? new ActivityList([.. items.Select(item => One(item, playbook))])
            : new Rejection(RejectionKind.Malformed, $"Send one activity, or a list of 1 to {MaxCount}.");
    }

    private static Parsed<Posting> One(JsonElement item, Playbook playbook)
    {
        if (item.ValueKind != JsonValueKind.Object) return new Rejection(RejectionKind.Malformed, "An activity is a JSON object.");
        var fields = JsonBody.Fields(item);
        return fields.IsValid ? PostedActivity.Read(fields.Value, playbook) : fields.Rejection;
    }
}
