using System.Collections.Immutable;

namespace Intake.Submissions;

/// <summary>What is kept of a text: a signature vouches for who sent it, not for its length.</summary>
internal static class Caps
{
    /// <summary>A message or another field: as long as the longest that a form may ask.</summary>
    public const int Text = 10_000;

    /// <summary>A name, a title, a phone number.</summary>
    public const int Name = 200;

    /// <summary>Fields that no property has a place for.</summary>
    public const int Fields = 200;

    /// <summary>A contact with every text at its length. The address was parsed, which limits it.</summary>
    public static Contact Of(Contact contact) => contact with
    {
        Name = Cut(contact.Name, Name),
        FirstName = Cut(contact.FirstName, Name),
        LastName = Cut(contact.LastName, Name),
        Phone = Cut(contact.Phone, Name),
        JobTitle = Cut(contact.JobTitle, Name),
        Company = Cut(contact.Company, Name),
        Staff = Cut(contact.Staff, Name),
        Industry = Cut(contact.Industry, Name),
        Country = Cut(contact.Country, Name),
        Postcode = Cut(contact.Postcode, Name),
    };

    /// <summary>A client with every text at its length.</summary>
    public static NamedClient? Of(NamedClient? client) => client is null ? null : new NamedClient(Cut(client.Name, Name), Cut(client.Domain, Name));

    /// <summary>The fields, as many and as long as are kept.</summary>
    public static ImmutableSortedDictionary<string, string> Of(ImmutableSortedDictionary<string, string> fields) =>
        fields.Count <= Fields && fields.All(field => field.Key.Length <= Name && field.Value.Length <= Text)
            ? fields
            : fields.Where(field => field.Key.Length <= Name).Take(Fields)
                .ToImmutableSortedDictionary(field => field.Key, field => Cut(field.Value, Text)!, StringComparer.Ordinal);

    /// <summary>A text of at most so many characters, none cut in half.</summary>
    public static string? Cut(string? text, int length) =>
        text is null || text.Length <= length ? text
        : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];
}
