using Intake.Accounts;
using static Intake.Enrichment.EnricherOutcome;

namespace Intake.Enrichment;

/// <summary>Where they are, and the number that depends on it.</summary>
internal static class PlaceEnrichers
{
    /// <summary>The country they state.</summary>
    public static Enriching Country(Draft draft)
    {
        var country = CountryCode.Of(draft.Contact.Country);
        if (country is null) return new(draft, NotFound, draft.Contact.Country is null ? null : "unknown-country");
        return new(draft.WithBoth(FactNames.Country, country), Found);
    }

    /// <summary>The country of the address's top-level domain: a guess.</summary>
    public static Enriching CountryOfHost(Draft draft)
    {
        var country = CountryCode.OfHost(draft.Traits.Host);
        return new(draft.WithBoth(FactNames.Guess(FactNames.Country), country), country is null ? NotFound : Found);
    }

    /// <summary>The postal code they state, in capitals.</summary>
    public static Enriching Postcode(Draft draft)
    {
        var postcode = draft.Contact.Postcode?.Trim().ToUpperInvariant();
        if (string.IsNullOrEmpty(postcode)) return new(draft, NotFound);
        return new(draft.WithCompany(FactNames.Postcode, postcode), Found);
    }

    /// <summary>The phone number in E.164, or as typed where it cannot be read. Its country is a better guess than the address's.</summary>
    public static Enriching Phone(Draft draft)
    {
        if (draft.Contact.Phone is not { } typed) return new(draft, NotFound);
        if (PhoneNumber.Parse(typed, draft.Country) is not { } phone) return AtHome(draft, typed);
        return new(draft.WithPerson(FactNames.Phone, phone.E164).WithBoth(FactNames.Guess(FactNames.Country), phone.Country) with { Phone = phone }, Found);
    }

    /// <summary>The time zone of the phone number, else of the country that has one; a guess, as nobody told it.</summary>
    public static Enriching TimeZone(Draft draft)
    {
        var zone = (draft.Phone is { } phone ? Places.TimeZoneOf(phone) : null) ?? Places.TimeZoneOf(draft.Country);
        return new(draft.WithPerson(FactNames.Guess(FactNames.TimeZone), zone), zone is null ? NotFound : Found);
    }

    /// <summary>The language of a country that has one of ours, where they used none: a guess.</summary>
    public static Enriching LanguageOfCountry(Draft draft)
    {
        var language = draft.Submission.Language is null ? Places.LanguageOf(draft.Country) : null;
        return new(draft.WithPerson(FactNames.Guess(FactNames.Language), language), language is null ? NotFound : Found);
    }

    // Read as a number at home it can be dialled; that it is one says nothing about where they are.
    private static Enriching AtHome(Draft draft, string typed) =>
        draft.Country is null && PhoneNumber.Parse(typed, draft.HomeCountry) is { } phone
            ? new(draft.WithPerson(FactNames.Phone, phone.E164), Found, "home-country")
            : new(draft.WithPerson(FactNames.Phone, typed), NotFound, "unread");
}
