using System.Text.Json;
using Intake.Storage;

namespace Intake.Submissions;

/// <summary>Makes a submission of an entry: its id, its fingerprint, its times.</summary>
internal static class SubmissionMaker
{
    /// <summary>The submission of what was said, received now.</summary>
    /// <param name="keys">Makes its keys.</param>
    /// <param name="entry">What was said.</param>
    /// <param name="who">Canonical email address, or the key of a person who is known.</param>
    /// <param name="key">How a repeat is recognised.</param>
    /// <param name="now">When it reached us.</param>
    /// <param name="circumstances">What surrounds it.</param>
    public static Submission Make(
        Keys keys, Entry entry, string who, SubmissionKey key, DateTimeOffset now, Circumstances? circumstances = null)
    {
        entry = Touches.Read(entry);
        var source = circumstances?.Tester is null ? IdSource(entry) : "test:" + IdSource(entry);
        var fingerprint = keys.Hash("fingerprint", JsonSerializer.Serialize(entry, EntryJson.Default.Entry));
        string Id(string text) => SubmissionId.Derive(keys, source, text, who);

        return From(entry, now, circumstances ?? Circumstances.None) with
        {
            Id = Id(key.Value ?? SubmissionKey.Window(fingerprint, now, 0)),
            NextWindowId = key.Value is null ? Id(SubmissionKey.Window(fingerprint, now, 1)) : null,
            Fingerprint = fingerprint,
        };
    }

    // One website's keys must not collide with those of its other forms; a provider's message ids are unique by themselves.
    private static string IdSource(Entry entry) =>
        entry.Source is "form" or "whitepaper" ? $"{entry.Source}:{entry.Form ?? entry.Content}" : entry.Source;

    private static Submission From(Entry entry, DateTimeOffset now, Circumstances circumstances) => new()
    {
        Id = "",
        Fingerprint = "",
        Source = entry.Source,
        Content = entry.Content,
        Form = entry.Form,
        Activity = entry.Activity,
        OccurredAt = entry.SaidAt is { } said && said < now ? said.ToUniversalTime() : now,
        ReceivedAt = now,
        Contact = Caps.Of(entry.Contact),
        Proposition = Caps.Cut(entry.Proposition, Caps.Name),
        Subject = Caps.Cut(entry.Subject, Caps.Name),
        Message = Caps.Cut(entry.Message, Caps.Text),
        TimeframeMonths = entry.TimeframeMonths,
        SpokeWith = Caps.Cut(entry.SpokeWith, Caps.Name),
        OnBehalfOf = Caps.Of(entry.OnBehalfOf),
        Language = entry.Language ?? circumstances.Language,
        PersonId = entry.PersonId,
        ActivityKey = entry.ActivityKey,
        Webinar = entry.Webinar,
        Consents = entry.Consents,
        Touch = Touches.At(entry.Touch, circumstances.Page),
        Tracked = entry.Tracked,
        ClientAddress = circumstances.ClientAddress,
        Tester = circumstances.Tester,
        Suspicions = circumstances.Suspicions.IsEmpty ? null : circumstances.Suspicions,
        AttendedMinutes = entry.AttendedMinutes,
        DurationMinutes = entry.DurationMinutes,
        Fields = Caps.Of(entry.Fields),
    };
}
