using System.Buffers;
using System.Globalization;
using PhoneNumbers;

namespace Intake.Enrichment;

/// <summary>A phone number that can be dialled from anywhere.</summary>
/// <param name="E164">Such as <c>+31384567890</c>; an extension is not part of what is dialled.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of the numbering plan; null for numbers of no country.</param>
public sealed record PhoneNumber(string E164, string? Country)
{
    private const int MaxInput = 50, NorthAmerica = 1;

    private static readonly SearchValues<char> Start = SearchValues.Create("+0123456789");

    /// <summary>Reads a number as typed, the first of several; null when it is not a valid number.</summary>
    /// <param name="typed">As typed.</param>
    /// <param name="country">Country in which it would be dialled like this; null when unknown: then only a number with <c>+</c> can be read.</param>
    public static PhoneNumber? Parse(string? typed, string? country)
    {
        if (string.IsNullOrWhiteSpace(typed) || typed.Length > MaxInput) return null;
        var number = PhoneExtension.Without(Plain(typed));
        return Read(number, country) ?? PhoneExtension.Several(number).Select(part => Read(part, country)).FirstOrDefault(read => read is not null);
    }

    private static PhoneNumber? Read(string typed, string? country)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(WithPlus(typed), country);
            return numbers.IsValidNumber(number) && numbers.CanBeInternationallyDialled(number) ? new(numbers.Format(number, PhoneNumberFormat.E164), CountryOf(number, numbers)) : null;
        }
        catch (NumberParseException)
        {
            return null; // the library's way to say that it is no number
        }
    }

    // Copied from a document or an address book it has spaces of many kinds and marks of direction.
    private static string Plain(string typed) =>
        string.Concat(typed.Where(c => char.GetUnicodeCategory(c) is not UnicodeCategory.Format).Select(c => char.IsWhiteSpace(c) ? ' ' : c)).Trim();

    // 00 is the international prefix in nearly all of Europe; with a country unknown the library cannot tell.
    private static string WithPlus(string typed)
    {
        var start = typed.AsSpan().IndexOfAny(Start);
        return start >= 0 && typed.AsSpan(start).StartsWith("00", StringComparison.Ordinal) ? "+" + typed[(start + 2)..].TrimStart(' ', ')', '-') : typed;
    }

    // The free and paid numbers of North America are of all its countries alike.
    private static string? CountryOf(PhoneNumbers.PhoneNumber number, PhoneNumberUtil numbers)
    {
        if (number.CountryCode == NorthAmerica && numbers.GetNumberType(number) is not (PhoneNumberType.FIXED_LINE or PhoneNumberType.MOBILE or PhoneNumberType.FIXED_LINE_OR_MOBILE))
            return null;
        return numbers.GetRegionCodeForNumber(number) is { Length: 2 } region && region != "ZZ" ? region : null;
    }
}
