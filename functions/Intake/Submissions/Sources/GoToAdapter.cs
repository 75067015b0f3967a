using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Submissions.Bodies;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>GoTo Webinar, experimental: how it signs is not documented, so the address is the secret. It tells who registered and who joined, never
/// who left or that it is over: attendance has no minutes, and nobody is told to have missed it. Its keys are integers above what a double holds.</summary>
internal static class GoToAdapter
{
    private const string Provider = "goto";

    // What has a place of its own, and the personal link into the webinar.
    private static readonly ImmutableHashSet<string> NotKept =
        ["eventName", "eventVersion", "product", "eventKey", "firstName", "lastName", "email", "phone", "organization", "jobTitle", "industry", "comments", "joinUrl", "responses"];

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body => JsonText.At(body, "eventName") switch
    {
        "registrant.added" => Happened(body, call, playbook, "webinar-registered"),
        "registrant.joined" => Happened(body, call, playbook, "webinar-attended"),
        null => WebhookJson.Missing("eventName"),
        _ => new Reading.Ignored(),
    });

    private static Reading Happened(JsonElement body, ProviderCall call, Playbook playbook, string activity)
    {
        if (JsonText.At(body, "webinarKey") is not { } webinar) return WebhookJson.Missing("webinarKey");
        if (!EmailAddress.TryParse(JsonText.At(body, "email"), out var email)) return WebhookJson.Missing("email", FieldFault.NotAnEmail);
        var which = new WebinarOf(Provider, webinar, null);
        return new Reading.Received(new Entry
        {
            Source = Provider,
            Content = WebinarContent.Find(playbook, Provider, webinar),
            Activity = activity,
            SaidAt = (activity == "webinar-attended" ? Joined(body) : Time(JsonText.At(body, "registrationDate"))) ?? Time(JsonText.At(body, "timestamp")),
            Contact = Contact(body, email.Typed),
            Message = JsonText.At(body, "comments"),
            ActivityKey = activity == "webinar-attended" ? which.AttendanceKey : which.RegistrationKey,
            Fields = Others(body),
        }, JsonText.At(body, "eventKey") ?? call.Id);
    }

    private static Contact Contact(JsonElement body, string email) => new()
    {
        Email = email,
        FirstName = JsonText.At(body, "firstName"),
        LastName = JsonText.At(body, "lastName"),
        Phone = JsonText.At(body, "phone"),
        JobTitle = JsonText.At(body, "jobTitle"),
        Company = JsonText.At(body, "organization"),
        Industry = JsonText.At(body, "industry"),
    };

    private static ImmutableSortedDictionary<string, string> Others(JsonElement body)
    {
        var fields = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var member in body.EnumerateObject())
            if (!NotKept.Contains(member.Name) && FieldText.OrNull(JsonText.Of(member.Value)) is { } text) fields[FieldText.SingleLine(member.Name)] = text;
        if (JsonText.Find(body, "responses") is { ValueKind: JsonValueKind.Array } responses)
            foreach (var response in responses.EnumerateArray())
                if (JsonText.At(response, "answer") is { } answer) fields["question: " + JsonText.At(response, "question")] = answer;
        return fields.ToImmutable();
    }

    private static DateTimeOffset? Joined(JsonElement body) => EpochTime.Milliseconds(JsonText.At(body, "joinTime"));

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            && time >= DateTimeOffset.UnixEpoch ? time : null;
}
