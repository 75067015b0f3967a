using System.Collections.Immutable;
using System.Text.Json;
using Intake.Enrichment;
using Intake.Playbooks;
using Intake.Storage;
using Intake.Submissions.Bodies;
using Intake.Webinars;

namespace Intake.Submissions.Sources;

/// <summary>Livestorm: people of its sessions, in JSON:API. It signs nothing, so the address is the secret. It tells itself who came and who did not, once
/// a session is over; for how long is documented nowhere, so the minutes stay unknown.</summary>
internal static class LivestormAdapter
{
    private const string Provider = "livestorm";

    // Its form's fields by the ids that it gives them.
    private static readonly ImmutableHashSet<string> NotKept =
        ["email", "first_name", "last_name", "company", "company_size", "industry", "job_title", "phone_number", "country", "message", "avatar"];

    /// <summary>Reads a call.</summary>
    public static Reading Read(ProviderCall call, Playbook playbook) => WebhookJson.Read(call.Body, body => EventOf(body) switch
    {
        "people.registered" => Happened(body, playbook, "webinar-registered"),
        "people.attended" => Happened(body, playbook, "webinar-attended"),
        "people.not_attended" => Happened(body, playbook, "webinar-missed"),
        "people.watched_replay" => Happened(body, playbook, "webinar-replayed"),
        null => WebhookJson.Missing("data.meta.webhook.event"),
        _ => new Reading.Ignored(),
    });

    private static string? EventOf(JsonElement body) =>
        JsonText.At(body, "data", "meta", "webhook", "event") ?? JsonText.At(body, "meta", "webhook", "event");

    private static Reading Happened(JsonElement body, Playbook playbook, string activity)
    {
        if (JsonText.Find(body, "data", "attributes") is not { } person) return WebhookJson.Missing("data.attributes");
        if (JsonText.Find(person, "registrant_detail") is not { ValueKind: JsonValueKind.Object } detail)
            return WebhookJson.Missing("data.attributes.registrant_detail");
        // Colleagues and speakers are there to work.
        if (JsonText.At(person, "role") == "team_member" || JsonText.At(detail, "is_guest_speaker") == "true") return new Reading.Ignored();
        if (JsonText.At(detail, "event_id") is not { } webinar) return WebhookJson.Missing("data.attributes.registrant_detail.event_id");
        if (!EmailAddress.TryParse(JsonText.At(person, "email"), out var email))
            return WebhookJson.Missing("data.attributes.email", FieldFault.NotAnEmail);
        return Made(person, detail, new WebinarOf(Provider, webinar, JsonText.At(detail, "session_id")), email.Typed, playbook, activity);
    }

    private static Reading.Received Made(JsonElement person, JsonElement detail, WebinarOf webinar, string email, Playbook playbook, string activity)
    {
        var (answers, changed) = (Answers(detail), JsonText.At(person, "updated_at"));
        return new Reading.Received(new Entry
        {
            Source = Provider,
            Content = WebinarContent.Find(playbook, Provider, webinar.Id),
            Activity = activity,
            SaidAt = EpochTime.Seconds(JsonText.At(detail, "replay_view_detail", "watched_at") ?? changed),
            Contact = Contact(person, answers, email),
            Message = answers.GetValueOrDefault("message"),
            ActivityKey = activity switch
            {
                "webinar-registered" => webinar.RegistrationKey,
                "webinar-replayed" => null,
                _ => webinar.AttendanceKey,
            },
            Fields = Others(detail, answers, webinar),
        }, Keys.Id(Provider, activity, webinar.Id, webinar.Occurrence ?? "", changed ?? ""));
    }

    private static Contact Contact(JsonElement person, ImmutableSortedDictionary<string, string> answers, string email) => new()
    {
        Email = email,
        FirstName = JsonText.At(person, "first_name"),
        LastName = JsonText.At(person, "last_name"),
        Phone = answers.GetValueOrDefault("phone_number"),
        JobTitle = answers.GetValueOrDefault("job_title"),
        Company = answers.GetValueOrDefault("company"),
        Staff = answers.GetValueOrDefault("company_size"),
        Industry = answers.GetValueOrDefault("industry"),
        Country = answers.GetValueOrDefault("country"),
    };

    private static ImmutableSortedDictionary<string, string> Answers(JsonElement detail)
    {
        var answers = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        if (JsonText.Find(detail, "fields") is { ValueKind: JsonValueKind.Array } fields)
            foreach (var field in fields.EnumerateArray())
                if (JsonText.At(field, "id") is { } id && JsonText.At(field, "value") is { } value) answers[id] = value;
        return answers.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, string> Others(JsonElement detail, ImmutableSortedDictionary<string, string> answers, WebinarOf webinar)
    {
        var others = answers.RemoveRange(NotKept).ToBuilder();
        foreach (var member in detail.EnumerateObject())
            if (member.Name is not ("connection_link" or "fields" or "event_id" or "session_id") && FieldText.OrNull(JsonText.Of(member.Value)) is { } text)
                others[FieldText.SingleLine(member.Name)] = text;
        others["webinar.id"] = webinar.Id;
        if (webinar.Occurrence is { } session) others["webinar.session"] = session;
        return others.ToImmutable();
    }
}
