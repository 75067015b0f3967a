using System.Collections.Frozen;
using Intake.Mail;

namespace Intake.Submissions;

/// <summary>Reads from hidden fields how somebody came to us. Whatever is in them is text, never an address to fetch or to link to.</summary>
public static class Touches
{
    private const int MaxText = 200, MaxAddress = 500;

    private static readonly string[] ClickIds = ["gclid", "fbclid", "msclkid", "li_fat_id"];

    /// <summary>The fields, or parts of a page's address, that tell it.</summary>
    public static readonly FrozenSet<string> Names = new[]
    {
        "utm_source", "utm_medium", "utm_campaign", "utm_term", "utm_content", "referrer", "landing_page", "landingPage",
    }.Concat(ClickIds).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The entry with its touch read from its fields; one that has a touch keeps it.</summary>
    public static Entry Read(Entry entry)
    {
        if (!entry.Fields.Keys.Any(Names.Contains)) return entry;
        string? Text(string name, int most = MaxText) =>
            entry.Fields.TryGetValue(name, out var value) && Plain.Line(value, most) is { Length: > 0 } text ? text : null;

        var click = ClickIds.FirstOrDefault(name => Text(name) is not null);
        var touch = new Touch
        {
            Source = Text("utm_source"),
            Medium = Text("utm_medium"),
            Campaign = Text("utm_campaign"),
            Term = Text("utm_term"),
            Content = Text("utm_content"),
            Referrer = Text("referrer", MaxAddress),
            LandingPage = Text("landing_page", MaxAddress) ?? Text("landingPage", MaxAddress),
            ClickId = click is null ? null : $"{click}:{Text(click)}",
        };
        return entry with
        {
            Touch = entry.Touch ?? (touch == Nothing ? null : touch),
            Fields = entry.Fields.RemoveRange(entry.Fields.Keys.Where(Names.Contains)),
        };
    }

    /// <summary>The touch with the page at which a form was filled in, where nothing tells one. Only where it is: what follows its path may be personal.</summary>
    public static Touch? At(Touch? touch, string? page) =>
        touch?.LandingPage is not null || !Uri.TryCreate(page, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") ? touch
        : (touch ?? Nothing) with { LandingPage = Plain.Line(uri.GetLeftPart(UriPartial.Path), MaxAddress) };

    private static readonly Touch Nothing = new();
}
