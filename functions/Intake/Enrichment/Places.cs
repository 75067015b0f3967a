using System.Collections.Frozen;
using PhoneNumbers;

namespace Intake.Enrichment;

/// <summary>What a place tells of somebody there. Where several answers are possible there is none.</summary>
public static class Places
{
    private static readonly Lazy<FrozenDictionary<string, Place>> ByCountry = new(Load);

    private sealed record Place(string? TimeZone, string? Language);

    /// <summary>The time zone of a country with one, such as <c>Europe/Amsterdam</c> (IANA).</summary>
    public static string? TimeZoneOf(string? country) => Find(country)?.TimeZone;

    /// <summary>The language of a country where it is one of ours (nl, de, fr, en). Belgium and Switzerland have several.</summary>
    public static string? LanguageOf(string? country) => Find(country)?.Language;

    /// <summary>The time zone of a number: of its country, or where that has several of its area. A mobile number tells where it was issued.</summary>
    public static string? TimeZoneOf(PhoneNumber phone)
    {
        if (TimeZoneOf(phone.Country) is { } zone) return zone;
        var zones = PhoneNumberToTimeZonesMapper.GetInstance();
        return zones.GetTimeZonesForNumber(PhoneNumberUtil.GetInstance().Parse(phone.E164, null)) is [var only] && only != zones.GetUnknownTimeZone() ? only : null;
    }

    private static Place? Find(string? country) => country is null ? null : ByCountry.Value.GetValueOrDefault(country);

    private static FrozenDictionary<string, Place> Load() => DataList.Lines("places.txt").Where(line => !line.StartsWith('#')).Select(line => line.Split('|'))
        .ToFrozenDictionary(place => place[0], place => new Place(Known(place[1]), Known(place[2])), StringComparer.Ordinal);

    private static string? Known(string text) => text.Length > 0 ? text : null;
}
