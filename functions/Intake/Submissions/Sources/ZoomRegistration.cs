using System.Collections.Immutable;
using System.Text.Json;
using Intake.Submissions.Bodies;

namespace Intake.Submissions.Sources;

/// <summary>Zoom's registrant in our words.</summary>
internal static class ZoomRegistration
{
    // Fields with a place of their own, and the personal link into the webinar: whoever has it can join as that person.
    private static readonly ImmutableHashSet<string> NotKept =
    [
        "email", "first_name", "last_name", "phone", "job_title", "org", "no_of_employees", "industry", "country", "zip", "comments", "join_url",
        "role_in_purchase_process",
    ];

    /// <summary>The registration, without what the call says about it.</summary>
    public static Entry ToEntry(JsonElement webinar, JsonElement registrant, string occurrence) => new()
    {
        Source = "",
        Content = "-",
        Activity = "webinar-registered",
        Contact = Contact(registrant),
        Message = Comments(registrant),
        TimeframeMonths = Timeframe(JsonText.At(registrant, "purchasing_time_frame")),
        DurationMinutes = ZoomCourse.Minutes(webinar),
        Fields = Others(webinar, registrant, occurrence),
    };

    private static Contact Contact(JsonElement registrant) => new()
    {
        Email = JsonText.At(registrant, "email") ?? "",
        FirstName = JsonText.At(registrant, "first_name"),
        LastName = JsonText.At(registrant, "last_name"),
        Phone = JsonText.At(registrant, "phone"),
        JobTitle = JsonText.At(registrant, "job_title"),
        Company = JsonText.At(registrant, "org"),
        Staff = JsonText.At(registrant, "no_of_employees"),
        Industry = JsonText.At(registrant, "industry"),
        Country = JsonText.At(registrant, "country"),
        Postcode = JsonText.At(registrant, "zip"),
    };

    private static string? Comments(JsonElement registrant) =>
        JsonText.Find(registrant, "comments") is { ValueKind: JsonValueKind.String } comments
            && FieldText.Clean(comments.GetString()!) is { Length: > 0 } text
            ? text
            : null;

    // Zoom's own choices; the upper end counts, for that is what was promised.
    private static int? Timeframe(string? choice) => choice?.ToLowerInvariant() switch
    {
        "within a month" => 1,
        "1-3 months" => 3,
        "4-6 months" => 6,
        "more than 6 months" => 12,
        _ => null,
    };

    private static ImmutableSortedDictionary<string, string> Others(JsonElement webinar, JsonElement registrant, string occurrence)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        void Keep(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value)) fields[FieldText.SingleLine(name)] = value;
        }

        foreach (var member in registrant.EnumerateObject())
            if (!NotKept.Contains(member.Name)) Keep(member.Name, FieldText.OrNull(JsonText.Of(member.Value)));
        if (JsonText.Find(registrant, "custom_questions") is { ValueKind: JsonValueKind.Array } questions)
            foreach (var question in questions.EnumerateArray())
                Keep("question: " + JsonText.At(question, "title"), JsonText.At(question, "value"));
        Keep("buyingRole", JsonText.At(registrant, "role_in_purchase_process"));
        Keep("tracking_source", JsonText.At(registrant, "tracking_source", "source_name"));
        Keep("webinar.id", JsonText.At(webinar, "id"));
        Keep("webinar.occurrence", occurrence);
        Keep("webinar.topic", JsonText.At(webinar, "topic"));
        Keep("webinar.start", JsonText.At(webinar, "start_time"));
        return fields.ToImmutable();
    }
}
